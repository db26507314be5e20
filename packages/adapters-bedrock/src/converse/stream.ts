import {
  GatewayError,
  isJsonObject,
  parseJson,
  type ChatRequest,
  type Frame,
  type JsonObject,
  type StreamDecoder,
  type StreamEvent,
} from '@signalbox/core'

import { exceptionError } from '../errors.ts'
import { decodeFinish } from '../finish-reason.ts'
import { decodeUsage } from '../usage.ts'
import { openStarted, openUnannounced, type OpenBlock } from './open-block.ts'
import { keep, omit, wire } from './own-fields.ts'
import { malformed } from './response.ts'
import { callRestorer } from './restore-calls.ts'

const noEvents: readonly StreamEvent[] = []
/** Of random length, so that sizes give nothing away. */
const padding = 'p'

/** ConverseStream events → canonical events; complete is what has both an ending and its metadata. */
export function decodeStream(request: ChatRequest): StreamDecoder {
  const options = { restore: callRestorer(request), nextIndex: () => parts++ }
  const open = new Map<unknown, OpenBlock>()
  let parts = 0
  let begun = false
  let hasCalls = false
  let isStopped = false
  let isMeasured = false
  let failed = false

  function fail(error: GatewayError): readonly StreamEvent[] {
    failed = true
    return [{ type: 'error', error }]
  }

  function started(): readonly StreamEvent[] {
    if (begun) return noEvents
    begun = true
    return [{ type: 'start', id: '', model: request.model }]
  }

  function opened(
    index: unknown,
    found: ReturnType<typeof openStarted>,
  ): readonly StreamEvent[] | undefined {
    if (found === undefined) return undefined
    const before = closed(index)
    if (found.block.isCall) hasCalls = true
    open.set(index, found.block)
    return [...started(), ...before, ...found.events]
  }

  function closed(index: unknown): readonly StreamEvent[] {
    const block = open.get(index)
    open.delete(index)
    return block?.stop() ?? noEvents
  }

  function grown(index: unknown, delta: JsonObject): readonly StreamEvent[] | undefined {
    const events = open.get(index)?.delta(delta)
    if (events !== undefined) return events
    // Text and thinking are not announced; an empty text says nothing.
    if (delta['text'] === '') return noEvents
    const beginning = opened(index, openUnannounced(delta, options))
    if (beginning === undefined) return undefined
    return [...beginning, ...(open.get(index)?.delta(delta) ?? noEvents)]
  }

  function stopped(event: JsonObject): readonly StreamEvent[] {
    if (isStopped) return noEvents
    isStopped = true
    const left = [...open.values()].flatMap((block) => block.stop())
    open.clear()
    const finish = decodeFinish(event['stopReason'], { hasCalls, stop: request.stop })
    const fields = omit(event, ['stopReason', padding])
    return [...started(), ...left, { type: 'finish', candidate: 0, finish, ...keep(fields) }]
  }

  function measured({ usage }: JsonObject): readonly StreamEvent[] {
    isMeasured = true
    if (!isJsonObject(usage)) return noEvents
    return [...started(), { type: 'usage', usage: decodeUsage(usage) }]
  }

  function read(name: string, event: JsonObject): readonly StreamEvent[] | undefined {
    const { contentBlockIndex: index, start, delta } = event
    switch (name) {
      case 'messageStart':
        return started()
      case 'contentBlockStart':
        if (isStopped || !isJsonObject(start)) return undefined
        return opened(index, openStarted(start, options))
      case 'contentBlockDelta':
        return isStopped || !isJsonObject(delta) ? undefined : grown(index, delta)
      case 'contentBlockStop':
        return closed(index)
      case 'messageStop':
        return stopped(event)
      case 'metadata':
        return measured(event)
      default:
        return /(?:exception|error)$/i.test(name) ? fail(exceptionError(name, event)) : undefined
    }
  }

  return {
    push(frame) {
      if (failed) return noEvents
      let event: unknown
      try {
        event = parseJson(frame.data)
      } catch (cause) {
        return fail(malformed('The provider sent an event that is not JSON.', cause))
      }
      const events = isJsonObject(event) ? read(frame.event ?? '', event) : undefined
      return events ?? opaque(frame)
    },
    end() {
      if (failed || (isStopped && isMeasured)) return noEvents
      const ends = [...open.values()].flatMap((block) => block.cut())
      open.clear()
      return [...ends, ...fail(truncated())]
    },
  }
}

/** The stream ended before its last two events. */
function truncated(): GatewayError {
  return new GatewayError('upstream_error', 'The provider cut the stream before its end.', {
    origin: 'provider',
    verdict: 'truncated',
    ran: 'yes',
    scope: 'target',
  })
}

function opaque({ event, data }: Frame): readonly StreamEvent[] {
  return [{ type: 'opaque', wire, ...(event === undefined ? {} : { event }), data }]
}
