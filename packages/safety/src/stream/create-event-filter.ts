import type { StreamEvent } from '@signalbox/core'

import { Pseudonyms } from '../actions/pseudonyms.ts'
import type { CompiledPolicy } from '../policy/compile-policy.ts'
import { AnswerFilter } from './answer-filter.ts'
import type { AnswerScope } from './answer-scope.ts'

/** What filtering one answer needs to know of its request; all of it may be absent. */
export type EventFilterState = Partial<Omit<AnswerScope, 'policy'>>

/**
 * Applies the output rules of a policy to the events of one answer, each as it comes: what a call
 * returns may be shown. What is held back comes with the end of its part or its candidate.
 */
export function createEventFilter(
  policy: CompiledPolicy,
  state: EventFilterState = {},
): (event: StreamEvent) => StreamEvent[] {
  const filter = new AnswerFilter({
    context: {},
    pseudonyms: new Pseudonyms('cli0'),
    readKey: () => undefined,
    ...state,
    policy,
  })
  return (event) => {
    const shown: StreamEvent[] = []
    filter.event(event, (out) => void shown.push(out))
    return shown
  }
}
