import { applies } from '../policy/applies.ts'
import type { CompiledRule } from '../policy/compile-policy.ts'
import { failedBy, type Counted } from '../safety-event.ts'
import { detectText } from '../scan/detect-text.ts'
import type { RuleFinding } from '../scan/rule-finding.ts'
import type { AnswerScope } from '../stream/answer-scope.ts'
import type { GateWindow } from '../stream/gate-texts.ts'
import type { Blocked } from '../stream/text-filter.ts'

/** What remote guards say of a text. */
export interface GuardWord {
  readonly found: readonly RuleFinding[]
  readonly refusal: Blocked | undefined
  /** What could not be found out. */
  readonly failures: readonly Counted[]
}

/** The output rules that ask a service. */
export function remoteRules({ policy }: AnswerScope): readonly CompiledRule[] {
  return policy.output.filter(({ detectors }) => detectors.some(({ kind }) => kind === 'remote'))
}

/** Asks the remote guards about a text of an answer; a guard that fails refuses where its rule is closed. */
export async function askGuards(
  { kind, text }: GateWindow,
  scope: AnswerScope,
): Promise<GuardWord> {
  const surface = {
    path: '/answer',
    role: 'assistant',
    trust: 'user',
    text,
    editable: false,
    kind,
  } as const
  const asked = remoteRules(scope).filter(({ rule }) => applies(rule.when, surface, scope.context))
  let failed: Blocked | undefined
  const failures: Counted[] = []
  const found = await detectText(surface, asked, {
    shared: {},
    breathe: () => Promise.resolve(),
    onScores: () => undefined,
    onFailure: ({ rules }) => {
      const closed = rules.find((rule) => rule.closed && rule.enforced)
      for (const rule of rules) failures.push(failedBy(rule.id, rule === closed ? 'block' : 'none'))
      if (closed !== undefined) failed ??= { rule: closed.id, code: 'detector_failed' }
    },
  })
  const hit = found.find(({ rule }) => rule.enforced && rule.rule.action.type === 'block')
  const blocked: Blocked | undefined =
    hit === undefined ? undefined : { rule: hit.rule.id, code: 'content_blocked' }
  return { found, refusal: blocked ?? failed, failures }
}
