import {
  createCollector,
  explode,
  GatewayError,
  type Completion,
  type Part,
  type Reply,
  type Result,
  type StreamEvent,
} from '@signalbox/core'

import { askGuards, remoteRules } from './guards/ask-guards.ts'
import type { AnswerFilter } from './stream/answer-filter.ts'
import type { AnswerScope } from './stream/answer-scope.ts'
import type { GateWindow } from './stream/gate-texts.ts'
import { gatedEvents, type Gate } from './stream/gated-events.ts'
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
      if (onlyLooks(scope)) return looked(reply, scope, filter)
      const isGated = remoteRules(scope).length > 0
      const guarded = isGated ? gatedEvents(reply.events, gateOf(scope, filter)) : reply.events
      return { type: 'stream', events: guarded.through(filter) }
    }
    case 'completion': {
      const refusal = await guardAnswer(reply.completion, scope, filter)
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
      return 'content' in reply.result
        ? { type: 'result', result: await governResult(reply.result, scope, filter) }
        : reply
  }
}

/** No ending says that a recording or a picture was held back: it is an error. */
async function governResult<Given extends Extract<Result, { content: unknown }>>(
  result: Given,
  scope: AnswerScope,
  filter: AnswerFilter,
): Promise<Given> {
  const clean = filter.result(result)
  const refusal = filter.blocked ?? (await askAbout(result.content, scope, filter))
  if (refusal === undefined) return clean
  filter.blocked = refusal
  throw new GatewayError(
    'content_blocked',
    `The rule "${refusal.rule}" stopped this answer: what it holds is not allowed.`,
    { origin: 'gateway', scope: 'request', ran: 'yes' },
  )
}

/** Rules in shadow change nothing: the provider's bytes pass, and are read beside. */
function onlyLooks({ policy, pseudonyms }: AnswerScope): boolean {
  return pseudonyms.size === 0 && !policy.output.some(({ enforced }) => enforced)
}

function looked(
  reply: Extract<Reply, { type: 'stream' }>,
  scope: AnswerScope,
  filter: AnswerFilter,
): Reply {
  const drop = () => undefined
  const collector = remoteRules(scope).length > 0 ? createCollector() : undefined
  if (collector !== undefined)
    filter.afterwards.push(() => guardAnswer(collector.completion(), scope, filter))
  return {
    type: 'stream',
    events: reply.events.tap((event) => {
      filter.event(event, drop)
      if (event.type !== 'error') collector?.push(event)
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

/** Asks the guards about a whole answer, and notes what they found. */
async function guardAnswer(
  completion: Completion,
  scope: AnswerScope,
  filter: AnswerFilter,
): Promise<Blocked | undefined> {
  for (const { message } of completion.candidates) {
    const refusal = await askAbout(message.content, scope, filter)
    if (refusal !== undefined) return refusal
  }
  return undefined
}

async function askAbout(
  content: readonly Part[],
  scope: AnswerScope,
  filter: AnswerFilter,
): Promise<Blocked | undefined> {
  if (remoteRules(scope).length === 0) return undefined
  const said = content.flatMap((part) => ('text' in part ? [part.text] : [])).join('\n')
  const calls = content.flatMap((part) => (part.type === 'tool-call' ? [part.arguments] : []))
  const windows = [
    { kind: 'text', text: said },
    { kind: 'args', text: calls.join('\n') },
  ] as const
  const asked = windows.filter(({ text }) => text !== '')
  const refusals = await Promise.all(asked.map((window) => askAndNote(window, scope, filter)))
  return refusals.find((refusal) => refusal !== undefined)
}

/** What guards say of a text, noted with what else was found. */
async function askAndNote(
  window: GateWindow,
  scope: AnswerScope,
  filter: AnswerFilter,
): Promise<Blocked | undefined> {
  const { found, refusal, failures } = await askGuards(window, scope)
  filter.findings.push(...found)
  filter.failures.push(...failures)
  return refusal
}

/** Keeps a stream back until the guards have read it: window by window, or all of it. */
function gateOf(scope: AnswerScope, filter: AnswerFilter): Gate {
  const { gate, maxHoldMs = 2000 } = scope.policy.policy.stream ?? {}
  const isWhole = gate === 'buffered'
  return {
    ask: (window) => askAndNote(window, scope, filter),
    onBlock: (refusal) => scope.onBlock?.(refusal),
    windowChars: isWhole ? Infinity : 512,
    overlap: isWhole ? 0 : 128,
    maxHoldMs: isWhole ? Infinity : maxHoldMs,
  }
}
