import { Pseudonyms } from '../actions/pseudonyms.ts'
import type { ReadKey } from '../actions/replacement.ts'
import { toolLookup } from '../actions/restore-lookup.ts'
import { applies, type RuleContext } from '../policy/applies.ts'
import type { CompiledPolicy } from '../policy/compile-policy.ts'
import { severity, type ActionName } from '../policy/severity.ts'
import { actionAt } from '../scan/decide.ts'
import type { Reported } from '../scan/decide.ts'
import type { Role, SurfaceKind, Trust } from '../types.ts'
import { RestoreFilter } from './restore-filter.ts'
import { TextFilter, type Blocked } from './text-filter.ts'

/** One channel of a stream. */
export interface TextFilterOptions {
  /** Default `text`; `args` is JSON text. */
  readonly channel?: SurfaceKind
  /** Whose rules are applied; default `output`. */
  readonly direction?: 'input' | 'output'
  readonly role?: Role
  readonly trust?: Trust
  /** The tool whose arguments these are. */
  readonly tool?: string
  readonly context?: RuleContext
  /** Tokens that become values again. */
  readonly map?: Readonly<Record<string, string>>
  readonly pseudonyms?: Pseudonyms
  readonly readKey?: ReadKey
  readonly path?: string
}

/** A text on its way: what `push` and `end` return may be shown. */
export interface TextStream {
  push(text: string): string
  end(): string
  /** Units that came and were not released. */
  readonly pending: number
  readonly blocked: Blocked | undefined
  /** In the order of their places; complete after `end`. */
  readonly findings: readonly Reported[]
  readonly action: ActionName
  readonly scores: Readonly<Record<string, number>>
}

/** Applies a policy to one text that arrives in pieces; any pieces give the whole text's result. */
export function createTextFilter(
  policy: CompiledPolicy,
  options: TextFilterOptions = {},
): TextStream {
  const { channel = 'text', direction = 'output', tool, context = {}, path = '/stream' } = options
  const { role = 'assistant', trust = 'user', readKey = () => undefined } = options
  const pseudonyms = options.pseudonyms ?? new Pseudonyms('cli0')
  const surface = { path, role, trust, editable: true, kind: channel }
  const known = tool === undefined ? context : { ...context, tool }
  const rules = policy[direction].filter(({ rule }) => applies(rule.when, surface, known))
  const json = channel === 'args'
  for (const [token, value] of Object.entries(options.map ?? {}))
    pseudonyms.adopt({ token, value, restore: { toolArguments: 'always' } })
  const scope = {
    tenant: context.tenant ?? '',
    pseudonyms,
    readKey,
    shared: { ...policy.policy.pii },
  }
  const filter = new TextFilter(surface, rules, scope, { json })
  const restore =
    options.map === undefined
      ? undefined
      : new RestoreFilter(toolLookup(pseudonyms, tool), { json })
  const placed = { ...surface, text: '', place: [], json, tool }
  const reported = () =>
    filter.findings.map((entry): Reported => ({
      ...entry.finding,
      action: actionAt(entry, placed),
      by: entry.rule.id,
    }))
  return {
    push(text) {
      const clean = filter.push(text)
      return restore === undefined ? clean : restore.push(clean)
    },
    end() {
      const clean = filter.end()
      if (filter.blocked !== undefined) return ''
      return restore === undefined ? clean : restore.push(clean) + restore.end()
    },
    get pending() {
      return filter.pending + (filter.blocked === undefined ? (restore?.pending ?? 0) : 0)
    },
    get blocked() {
      return filter.blocked
    },
    get findings() {
      return reported().toSorted((a, b) => a.start - b.start || a.end - b.end)
    },
    get action() {
      let strongest: ActionName = 'none'
      for (const { action } of reported())
        if (severity(action) > severity(strongest)) strongest = action
      return strongest
    },
    get scores() {
      const scores: Record<string, number> = {}
      for (const { detector, score } of reported())
        if (detector === 'injection') scores[detector] = Math.max(scores[detector] ?? 0, score)
      return scores
    },
  }
}
