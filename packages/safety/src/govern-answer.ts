import {
  createCollector,
  explode,
  eventStream,
  type Completion,
  type EventStream,
  type Reply,
  type StreamEvent,
} from '@signalbox/core'

import { applies } from './policy/applies.ts'
import type { CompiledRule } from './policy/compile-policy.ts'
import { detectText } from './scan/detect-text.ts'
import { AnswerFilter } from './stream/answer-filter.ts'
import type { AnswerScope } from './stream/answer-scope.ts'
import type { Blocked } from './stream/text-filter.ts'

/** Whether an answer has to pass through events at all. */
export function needsFilter({ policy, pseudonyms }: AnswerScope): boolean {
  return policy.output.length > 0 || pseudonyms.size > 0
}

/** A reply after output rules and restoring; `filter` knows what was found once it has ended. */
export async function governReply(
  reply: Reply,
  scope: AnswerScope,
  filter: AnswerFilter,
): Promise<Reply> {
  switch (reply.type) {
    case 'stream': {
      if (onlyLooks(scope)) return looked(reply, filter)
      const guarded = remoteRules(scope).length > 0 ? gated(reply.events, scope) : reply.events
      return { type: 'stream', events: guarded.through(filter) }
    }
    case 'completion': {
      const refusal = await guardAnswer(reply.completion, scope)
      if (refusal !== undefined) {
        filter.blocked = refusal
        return { type: 'completion', completion: withoutContent(reply.completion) }
      }
      const completion = filtered(reply.completion, filter)
      if (filter.blocked !== undefined)
        return { type: 'completion', completion: withoutContent(completion) }
      return filter.isUnchanged ? reply : { type: 'completion', completion }
    }
    case 'result':
      return reply
  }
}

/** Rules in shadow change nothing: the provider's bytes pass, and are read beside. */
function onlyLooks({ policy, pseudonyms }: AnswerScope): boolean {
  return pseudonyms.size === 0 && !policy.output.some(({ enforced }) => enforced)
}

function looked(reply: Extract<Reply, { type: 'stream' }>, filter: AnswerFilter): Reply {
  const drop = () => undefined
  return {
    type: 'stream',
    events: reply.events.tap((event) => {
      filter.event(event, drop)
    }),
  }
}

function filtered(completion: Completion, filter: AnswerFilter): Completion {
  const collector = createCollector()
  const emit = (event: StreamEvent) => {
    collector.push(event)
  }
  for (const event of explode(completion)) filter.event(event, emit)
  filter.end(emit)
  const { candidates, extensions, blocked } = collector.completion()
  return {
    ...completion,
    candidates,
    ...(extensions === undefined ? {} : { extensions }),
    ...(blocked === undefined ? {} : { blocked }),
  }
}

/** An answer that was blocked: its ending says so, and there is nothing in it. */
function withoutContent(completion: Completion): Completion {
  return {
    ...completion,
    candidates: completion.candidates.map(({ message }) => ({
      message: { ...message, content: [] },
      finish: { reason: 'content-filter' },
    })),
  }
}

function remoteRules({ policy }: AnswerScope): readonly CompiledRule[] {
  return policy.output.filter(({ detectors }) => detectors.some(({ kind }) => kind === 'remote'))
}

/** Asks the remote guards about a whole answer. */
async function guardAnswer(
  completion: Completion,
  scope: AnswerScope,
): Promise<Blocked | undefined> {
  const rules = remoteRules(scope)
  if (rules.length === 0) return undefined
  for (const { message } of completion.candidates) {
    const text = message.content.flatMap((part) => ('text' in part ? [part.text] : [])).join('\n')
    const surface = {
      path: '/answer',
      role: 'assistant',
      trust: 'user',
      text,
      editable: false,
      kind: 'text',
    } as const
    const asked = rules.filter(({ rule }) => applies(rule.when, surface, scope.context))
    let failed: Blocked | undefined
    const found = await detectText(surface, asked, {
      shared: {},
      breathe: () => Promise.resolve(),
      onScores: () => undefined,
      onFailure: (failure) => {
        const closed = failure.rules.find((rule) => rule.closed && rule.enforced)
        if (closed !== undefined) failed ??= { rule: closed.id, code: 'detector_failed' }
      },
    })
    const hit = found.find(({ rule }) => rule.enforced && rule.rule.action.type === 'block')
    if (hit !== undefined) return { rule: hit.rule.id, code: 'content_blocked' }
    if (failed !== undefined) return failed
  }
  return undefined
}

/** Keeps a stream back until the guards have read all of it. */
function gated(events: EventStream, scope: AnswerScope): EventStream {
  return eventStream(
    (async function* () {
      const held: StreamEvent[] = []
      const collector = createCollector()
      for await (const event of events) {
        held.push(event)
        if (event.type !== 'error') collector.push(event)
      }
      const refusal = await guardAnswer(collector.completion(), scope)
      if (refusal === undefined) {
        yield* held
        return
      }
      scope.onBlock?.(refusal)
      for (const event of held)
        if (event.type === 'start' || event.type === 'usage') yield event
        else if (event.type === 'finish')
          yield { ...event, finish: { reason: 'content-filter' } } satisfies StreamEvent
    })(),
  )
}
