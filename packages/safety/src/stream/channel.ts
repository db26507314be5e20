import type { JsonObject } from '@signalbox/core'

import { textLookup, toolLookup } from '../actions/restore-lookup.ts'
import { applies } from '../policy/applies.ts'
import type { CompiledRule } from '../policy/compile-policy.ts'
import type { Surface, SurfaceKind } from '../types.ts'
import { answerRules, type AnswerScope } from './answer-scope.ts'
import { RestoreFilter } from './restore-filter.ts'
import { TextFilter } from './text-filter.ts'
import type { TextSeed } from './text-seed.ts'

/** One part of an answer on its way: output rules, then restoring; nothing is scanned after that. */
export class Channel {
  readonly rules: TextFilter
  readonly restore: RestoreFilter | undefined
  ended = false

  constructor(rules: TextFilter, restore: RestoreFilter | undefined) {
    this.rules = rules
    this.restore = restore
  }

  get isEdited(): boolean {
    return this.rules.shifts.length > 0 || (this.restore?.restored ?? 0) > 0
  }

  push(text: string): string {
    const clean = this.rules.push(text)
    return this.restore === undefined ? clean : this.restore.push(clean)
  }

  end(): string {
    if (this.ended) return ''
    this.ended = true
    const clean = this.rules.end()
    if (this.rules.blocked !== undefined) return ''
    return this.restore === undefined ? clean : this.restore.push(clean) + this.restore.end()
  }

  /** A citation whose place is told in characters of the text: moved, or undefined where it is gone. */
  moved(citation: JsonObject): JsonObject | undefined {
    const names = Object.keys(citation).filter((name) => /^(?:start|end)(?:_i|I)ndex$/.test(name))
    if (names.length === 0 || !this.isEdited) return citation
    if ((this.restore?.restored ?? 0) > 0) return undefined
    const moved: Record<string, number> = {}
    for (const name of names) {
      const at = citation[name]
      if (typeof at !== 'number') return undefined
      let delta = 0
      for (const { start, end, growth } of this.rules.shifts) {
        if (at > start && at < end) return undefined
        if (at >= end) delta += growth
      }
      moved[name] = at + delta
    }
    return { ...citation, ...moved }
  }
}

/** The channel of a part that has text. */
export function channelFor(seed: TextSeed, path: string, scope: AnswerScope): Channel {
  const kind = kindOf(seed)
  const tool = seed.type === 'tool-call' ? seed.name : undefined
  const json = seed.type === 'tool-call' && seed.kind === 'function'
  const filter = filterFor({ path, kind, tool, json }, scope)
  if (scope.pseudonyms.size === 0 || kind === 'reasoning') return new Channel(filter, undefined)
  const lookup = kind === 'args' ? toolLookup(scope.pseudonyms, tool) : textLookup(scope.pseudonyms)
  return new Channel(filter, new RestoreFilter(lookup, { json }))
}

/** Output rules for one string of an answer. */
export function filterFor(
  place: {
    readonly path: string
    readonly kind: SurfaceKind
    readonly tool?: string | undefined
    readonly json?: boolean
  },
  scope: AnswerScope,
): TextFilter {
  const { path, kind, tool, json = false } = place
  const surface: Omit<Surface, 'text'> = {
    path,
    kind,
    role: 'assistant',
    trust: 'user',
    editable: true,
  }
  const context = tool === undefined ? scope.context : { ...scope.context, tool }
  const rules: readonly CompiledRule[] = answerRules(scope).filter(({ rule }) =>
    applies(rule.when, surface, context),
  )
  const { pseudonyms, readKey, policy } = scope
  const tenant = scope.context.tenant ?? ''
  const shared = { ...policy.policy.pii }
  return new TextFilter(surface, rules, { pseudonyms, readKey, tenant, shared }, { json })
}

function kindOf(seed: TextSeed): SurfaceKind {
  return seed.type === 'tool-call' ? 'args' : seed.type
}
