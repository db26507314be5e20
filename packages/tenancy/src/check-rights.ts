import { GatewayError, type GatewayRequest } from '@signalbox/core'

import { choiceOf } from './choice-of.ts'
import { mayUse, type ModelTargets } from './may-use.ts'
import type { Rights } from './records.ts'

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
      if (!mayUse(model, models, targetsOf)) throw notThis(model, models)
  }
  for (const model of askedModels(request))
    if (choiceOf([model], all, targetsOf)?.length === 0)
      throw notThis(
        model,
        all.flatMap(({ models = [] }) => models),
      )
}

/** A route hint takes the place of the model, and every fallback must be allowed too. */
export function askedModels({ model, hints }: GatewayRequest): readonly string[] {
  return [hints?.route ?? model, ...(hints?.models ?? [])]
}

function notThis(model: string, models: readonly string[]): GatewayError {
  const message = `This key may not use the model "${shown(model)}"; it may use ${listed(models)}.`
  return denied(message, 'model')
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
