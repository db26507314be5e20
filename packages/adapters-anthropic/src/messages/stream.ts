import {
  parseJson,
  GatewayError,
  isJsonObject,
  type ChatRequest,
  type Frame,
  type JsonObject,
  type StreamDecoder,
  type StreamEvent,
} from '@signalbox/core'

import { classifyEvent } from '../errors.ts'
import { decodeFinish } from '../finish-reason.ts'
import { decodeUsage, mergeUsage } from '../usage.ts'
import { issuedBy } from './decode-content.ts'
import { openBlock, type OpenBlock } from './open-block.ts'
import { omit, wire } from './own-fields.ts'
import { malformed, messageFields } from './response.ts'
import { callRestorer } from './restore-calls.ts'

const noEvents: readonly StreamEvent[] = []

/** Messages events → canonical events; usage is merged, pings vanish, a cut never ends cleanly. */
export function decodeStream(request: ChatRequest): StreamDecoder {
  const restore = callRestorer(request)
  const open = new Map<unknown, OpenBlock>()
  let state: 'running' | 'stopped' | 'failed' = 'running'
  let issuer = issuedBy('')
  let usage: JsonObject = {}
  let ending: JsonObject = {}
  let parts = 0
  let begun = false
  let hasCalls = false

  function fail(error: GatewayError): readonly StreamEvent[] {
    state = 'failed'
    return [{ type: 'error', error }]
  }

  function started(message: JsonObject): readonly StreamEvent[] {
    if (begun) return used(message['usage'])
    begun = true
    const { id, model } = message
    const name = typeof model === 'string' ? model : ''
    issuer = issuedBy(name)
    const event: StreamEvent = {
      type: 'start',
      id: typeof id === 'string' ? id : '',
      model: name,
      extensions: messageFields(message),
    }
    return [event, ...used(message['usage'])]
  }

  function used(value: unknown): readonly StreamEvent[] {
    if (!isJsonObject(value)) return noEvents
    usage = mergeUsage(usage, value)
    return [{ type: 'usage', usage: decodeUsage(usage) }]
  }

  function opened(index: unknown, content: JsonObject): readonly StreamEvent[] {
    const { block, events } = openBlock(content, { issuer, restore, nextIndex: () => parts++ })
    if (block.isCall) hasCalls = true
    open.set(index, block)
    return events
  }

  function closed(index: unknown): readonly StreamEvent[] {
    const block = open.get(index)
    open.delete(index)
    return block?.stop() ?? noEvents
  }

  function stopped(): readonly StreamEvent[] {
    const left = [...open.values()].flatMap((block) => block.stop())
    open.clear()
    state = 'stopped'
    const finish = decodeFinish(ending, hasCalls)
    const bare = finish.reason === 'tool-calls' && !hasCalls
    const fields = omit(ending, ['stop_reason', 'stop_sequence', 'stop_details'])
    return [
      ...left,
      {
        type: 'finish',
        candidate: 0,
        finish: bare ? { ...finish, reason: 'stop' } : finish,
        ...(Object.keys(fields).length === 0 ? {} : { extensions: { [wire]: fields } }),
      },
    ]
  }

  function read(event: JsonObject, frame: Frame): readonly StreamEvent[] {
    const { type, index, delta, message, content_block: content } = event
    switch (typeof type === 'string' ? type : '') {
      case 'ping':
        return noEvents
      case 'message_start':
        return isJsonObject(message) ? started(message) : opaque(frame)
      case 'content_block_start':
        return isJsonObject(content) ? opened(index, content) : opaque(frame)
      case 'content_block_delta':
        return (isJsonObject(delta) && open.get(index)?.delta(delta)) || opaque(frame)
      case 'content_block_stop':
        return closed(index)
      case 'message_delta':
        if (isJsonObject(delta)) ending = mergeUsage(ending, delta)
        return used(event['usage'])
      case 'message_stop':
        return stopped()
      case 'error':
        return fail(classifyEvent(event))
      default:
        return opaque(frame)
    }
  }

  return {
    push(frame) {
      if (state !== 'running') return noEvents
      let event: unknown
      try {
        event = parseJson(frame.data)
      } catch (cause) {
        return fail(malformed('The provider sent an event that is not JSON.', cause))
      }
      return isJsonObject(event) ? read(event, frame) : opaque(frame)
    },
    end() {
      if (state !== 'running') return noEvents
      const ends = [...open.values()].flatMap((block) => block.cut())
      open.clear()
      return [...ends, ...fail(truncated())]
    },
  }
}

/** The stream ended before its `message_stop`. */
export function truncated(): GatewayError {
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
