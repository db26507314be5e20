import {
  sourceOf,
  takeHints,
  type ChatRequest,
  type Inbound,
  type JsonObject,
  type Source,
  type TakenHints,
} from '@signalbox/core'

import { decodeConfig } from '../generate/decode-config.ts'
import { decodeToolChoice, decodeTools } from '../generate/decode-tools.ts'
import { checkDepth } from '../wire/depth.ts'
import { checkGenerate } from '../wire/generate.ts'
import { generateWire } from '../wire/names.ts'
import { objectAt, overlay, stringOf, without } from '../wire/objects.ts'
import { respell } from '../wire/spelling.ts'
import { decodeMessages } from './decode-messages.ts'

const readFields = [
  'contents',
  'systemInstruction',
  'tools',
  'toolConfig',
  'generationConfig',
  'serviceTier',
  'model',
]

/** A generate body as a chat; fields without a name here stay in extensions. */
export function decodeChat(raw: JsonObject, model: string, stream: boolean): ChatRequest {
  checkDepth(raw)
  const body = respell(raw)
  checkGenerate(body)
  const config = decodeConfig(objectAt(body, 'generationConfig'))
  const choice = decodeToolChoice(objectAt(body, 'toolConfig'))
  const tools = decodeTools(body['tools'])
  const serviceTier = stringOf(body['serviceTier'])
  const rest = overlay(without(body, readFields) ?? {}, {
    ...(config.rest === undefined ? {} : { generationConfig: config.rest }),
    ...(choice.rest === undefined ? {} : { toolConfig: choice.rest }),
  })
  return {
    operation: 'chat',
    model,
    messages: decodeMessages(body),
    ...config.fields,
    ...(tools.length === 0 ? {} : { tools }),
    ...(choice.choice === undefined ? {} : { toolChoice: choice.choice }),
    ...(serviceTier === undefined ? {} : { serviceTier }),
    ...(Object.keys(rest).length === 0 ? {} : { extensions: { [generateWire]: rest } }),
    stream,
  }
}

/** The body without the gateway's own fields, and what every request takes from them. */
export function takeOwn(
  body: JsonObject,
  inbound: Inbound | undefined,
  wire: string,
): {
  readonly body: JsonObject
  readonly own: Pick<TakenHints, 'hints' | 'sessionId' | 'metadata'> & { readonly source?: Source }
} {
  const taken = takeHints(body, inbound?.headers ?? [])
  const { hints, sessionId, metadata } = taken
  return {
    body: taken.body,
    own: {
      ...(hints === undefined ? {} : { hints }),
      ...(sessionId === undefined ? {} : { sessionId }),
      ...(metadata === undefined ? {} : { metadata }),
      ...(inbound === undefined ? {} : { source: sourceOf(wire, taken, withQueryKey(inbound)) }),
    },
  }
}

/** These paths also take the key from the query, where the gateway's stages do not look. */
function withQueryKey(inbound: Inbound): Inbound {
  const key = new URLSearchParams(inbound.query).get('key')
  if (key === null || key === '') return inbound
  return { ...inbound, headers: [...inbound.headers, 'x-goog-api-key', key] }
}
