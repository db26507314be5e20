import {
  withCost,
  type Candidate,
  type ChatRequest,
  type Completion,
  type GatewayError,
  type JsonObject,
  type StreamEncoder,
  type StreamEvent,
  type Usage,
} from '@signalbox/core'

import { truncated } from '../errors.ts'
import { encodeFinish, visibleFinish } from '../finish-reason.ts'
import { objects, text } from '../json-fields.ts'
import { encodeUsage } from '../usage.ts'
import { dataFrame, errorFrame, streamHeaders } from './chat-stream.ts'

/** A completion as a `text_completion`: only its texts. */
export function encodeTextCompletion(completion: Completion, echo: string): JsonObject {
  const { id, model, createdAt = 0, usage, candidates } = completion
  return {
    id,
    object: 'text_completion',
    created: createdAt,
    model,
    choices: candidates.map((candidate, index) => ({
      text: echo + textOf(candidate),
      index,
      logprobs: candidate.logprobs === undefined ? null : textLogprobs(candidate.logprobs),
      finish_reason: finishWord(candidate.finish),
    })),
    ...(usage === undefined ? {} : { usage: encodeUsage(usage) }),
  }
}

function textOf({ message }: Candidate): string {
  return message.content
    .map((part) => (part.type === 'text' || part.type === 'refusal' ? part.text : ''))
    .join('')
}

/** The old wire knows no calls. */
function finishWord(finish: Candidate['finish']): string {
  const word = encodeFinish(visibleFinish(finish, []))
  return word === 'tool_calls' ? 'stop' : word
}

/** Chat tells logprobs token by token, the old wire column by column. */
function textLogprobs(logprobs: JsonObject): JsonObject {
  const tokens = objects(logprobs['content'])
  let offset = 0
  const offsets = tokens.map((token) => {
    const at = offset
    offset += (text(token, 'token') ?? '').length
    return at
  })
  return {
    tokens: tokens.map((token) => token['token'] ?? ''),
    token_logprobs: tokens.map((token) => token['logprob'] ?? null),
    top_logprobs: tokens.map((token) =>
      Object.fromEntries(
        objects(token['top_logprobs']).map((top) => [
          text(top, 'token') ?? '',
          top['logprob'] ?? null,
        ]),
      ),
    ),
    text_offset: offsets,
  }
}

/** Events → chunks of a `text_completion` stream. */
export function encodeTextStream(request: ChatRequest, echo: string): StreamEncoder {
  let head: JsonObject = { id: '', object: 'text_completion', created: 0, model: '' }
  let usage: Usage | undefined
  let failure: GatewayError | undefined
  const texts = new Set<string>()
  const finished = new Map<number, boolean>()

  const say = (
    index: number,
    said: string,
    finish_reason: string | null,
    logprobs: JsonObject | null = null,
  ) => dataFrame({ ...head, choices: [{ text: said, index, logprobs, finish_reason }] })

  const open = (index: number) => {
    if (finished.has(index)) return ''
    finished.set(index, false)
    return echo === '' ? '' : say(index, echo, null)
  }

  return {
    headers: streamHeaders,
    push(event: StreamEvent) {
      switch (event.type) {
        case 'start':
          head = { ...head, id: event.id, model: event.model, created: event.createdAt ?? 0 }
          return ''
        case 'part-start': {
          const { type } = event.part
          if (type === 'text' || type === 'refusal') texts.add(placeOf(event))
          return open(event.candidate)
        }
        case 'part-delta':
          return texts.has(placeOf(event)) ? say(event.candidate, event.text, null) : ''
        case 'logprobs':
          return say(event.candidate, '', null, textLogprobs(event.logprobs))
        case 'finish': {
          const opening = open(event.candidate)
          finished.set(event.candidate, true)
          return opening + say(event.candidate, '', finishWord(event.finish))
        }
        case 'usage':
          usage = event.usage
          return ''
        case 'error':
          failure ??= event.error
          return ''
        case 'blocked':
          finished.set(0, true)
          return say(0, '', 'content_filter')
        case 'part-patch':
        case 'part-end':
        case 'opaque':
          return ''
      }
    },
    keepAlive: () => ': keep-alive\n\n',
    end(error, told) {
      const states = [...finished.values()]
      const whole = states.length > 0 && states.every(Boolean)
      const cause = error ?? failure ?? (whole ? undefined : truncated())
      if (cause !== undefined) return errorFrame(cause, error && told)
      const asked = request.streamUsage === true ? usage : undefined
      const last =
        asked === undefined
          ? ''
          : dataFrame({ ...head, choices: [], usage: withCost(encodeUsage(asked), told) })
      return `${last}data: [DONE]\n\n`
    },
  }
}

function placeOf(event: { readonly candidate: number; readonly index: number }): string {
  return `${String(event.candidate)}.${String(event.index)}`
}
