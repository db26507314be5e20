import {
  parseJson,
  collect,
  GatewayError,
  isJsonObject,
  jsonBody,
  relayBody,
  stringify,
  type ChatCodec,
  type ChatRequest,
  type Completion,
  type Encoded,
  type JsonObject,
  type Source,
  type Target,
  type Warning,
  type WireResponse,
} from '@signalbox/core'

import { errorIn, errorOfBody } from '../errors.ts'
import type { Endpoint } from '../wire/endpoint.ts'
import { generateWire } from '../wire/names.ts'
import { objectsIn } from '../wire/objects.ts'
import { respell } from '../wire/spelling.ts'
import { needsSignatures, signTurn } from './contents.ts'
import { relayStream } from './relay.ts'
import { encodeChat } from './request.ts'
import { decodeAnswer } from './response.ts'
import { streamFramer } from './stream-framer.ts'
import { decodeStream } from './stream.ts'
import { losses } from './warnings.ts'

/** generateContent and streamGenerateContent at an endpoint. */
export function generateCodec(endpoint: Endpoint): ChatCodec {
  return {
    wire: generateWire,
    encodeRequest(request, target) {
      const { body, warnings } = encodeChat(request, target)
      return sent(endpoint, request, target, stringify(body), warnings)
    },
    relayRequest(source, target, request) {
      const { edits, warnings } = editsFor(source, target)
      return sent(endpoint, request, target, relayBody(source, edits), warnings)
    },
    decodeResponse: decodeBody,
    framing: streamFramer,
    decodeStream,
    relayStream: (_source, usdOf) => relayStream(usdOf),
  }
}

function sent(
  endpoint: Endpoint,
  request: ChatRequest,
  target: Target,
  body: Uint8Array | string,
  warnings: readonly Warning[],
): Encoded {
  const action = request.stream ? 'streamGenerateContent?alt=sse' : 'generateContent'
  return { request: { ...endpoint(target, action), body }, warnings }
}

/** The model stands in the path; a name in the body would contradict it. */
function editsFor(
  source: Source,
  target: Target,
): { readonly edits: JsonObject; readonly warnings: readonly Warning[] } {
  const edits: JsonObject = source.body['model'] === undefined ? {} : { model: undefined }
  if (!needsSignatures({ target, own: true })) return { edits, warnings: [] }
  const lost = losses()
  const contents = objectsIn(respell(source.body)['contents']).map((content, i) =>
    signTurn(content, i, { lost }),
  )
  const { warnings } = lost
  return { edits: warnings.length === 0 ? edits : { ...edits, contents }, warnings }
}

/** One answer, or the chunks of a streamed one as an array; errors inside a 200 are thrown. */
function decodeBody(response: WireResponse, request: ChatRequest): Completion {
  const chunks = listIn(response)
  const body = chunks === undefined ? jsonBody(response) : chunks[0]
  const error = errorIn(chunks ?? body)
  if (error !== undefined) throw errorOfBody(error)
  if (chunks !== undefined) {
    const decoder = decodeStream(request)
    const events = chunks.flatMap((chunk) => decoder.push({ data: stringify(chunk) }))
    return collect([...events, ...decoder.end()])
  }
  const completion = decodeAnswer(body ?? {}, request)
  if (completion.candidates.length > 0 || completion.blocked !== undefined) return completion
  throw new GatewayError('upstream_error', 'The provider answered without a candidate.', {
    origin: 'provider',
    verdict: 'malformed',
    ran: 'yes',
    scope: 'target',
  })
}

function listIn(response: WireResponse): readonly JsonObject[] | undefined {
  const text = new TextDecoder().decode(response.body)
  if (!text.trimStart().startsWith('[')) return undefined
  try {
    const value = parseJson(text)
    return Array.isArray(value) ? value.filter(isJsonObject) : undefined
  } catch {
    return undefined
  }
}
