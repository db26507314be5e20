import { GatewayError, type GatewayRequest } from '@signalbox/core'

import { globMatches } from './glob.ts'
import type { Rights } from './records.ts'

/** What a name that clients send may lead to, as `provider/model`; undefined when that is unknown. */
export type ModelTargets = (model: string) => readonly string[] | undefined

/** Throws `permission` when the request asks for more than any of the rights allow. */
export function checkRights(
  request: GatewayRequest,
  all: readonly Rights[],
  targetsOf: ModelTargets,
): void {
  for (const { models, scopes } of all) {
    if (scopes !== undefined && !scopes.includes(request.operation))
      throw denied(
        `This key may not use "${request.operation}"; it may use ${listed(scopes)}.`,
        undefined,
      )
    if (models === undefined) continue
    for (const model of askedModels(request))
      if (!mayUse(model, models, targetsOf))
        throw denied(
          `This key may not use the model "${shown(model)}"; it may use ${listed(models)}.`,
          'model',
        )
  }
}

/** Whether a name is among the patterns, or leads only to targets that are. */
export function mayUse(
  model: string,
  patterns: readonly string[],
  targetsOf: ModelTargets,
): boolean {
  const fits = (name: string) => patterns.some((pattern) => globMatches(pattern, name))
  if (fits(model)) return true
  const targets = targetsOf(model)
  return targets !== undefined && targets.length > 0 && targets.every(fits)
}

/** A route hint takes the place of the model, and every fallback must be allowed too. */
function askedModels({ model, hints }: GatewayRequest): readonly string[] {
  return [hints?.route ?? model, ...(hints?.models ?? [])]
}

function denied(message: string, param: string | undefined): GatewayError {
  return new GatewayError('permission', message, { origin: 'client', param })
}

function shown(text: string): string {
  return text.slice(0, 128)
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? 'none' : names.slice(0, 20).join(', ')
}
