import {
  type Candidate,
  type ChatRequest,
  type Completion,
  type JsonObject,
  type Message,
  type TokenIssuer,
  isJsonObject,
} from '@signalbox/core'

import { decodeFinish } from '../finish-reason.ts'
import { decodeUsage } from '../usage.ts'
import { madeUpCallId } from '../wire/call-id.ts'
import { generateWire } from '../wire/names.ts'
import { objectAt, objectsIn, stringOf, without } from '../wire/objects.ts'
import { decodePart, type PartContext } from './decode-part.ts'
import { functionNames, type FunctionNames } from './function-names.ts'
import { decodeLogprobs } from './logprobs.ts'

/** A whole answer; without candidates the prompt itself was refused. */
export function decodeAnswer(body: JsonObject, request: ChatRequest): Completion {
  const model = stringOf(body['modelVersion']) ?? ''
  const id = stringOf(body['responseId']) ?? ''
  const names = functionNames(request.tools)
  const usage = decodeUsage(objectAt(body, 'usageMetadata'))
  const feedback = objectAt(body, 'promptFeedback')
  const blocked = isBlocked(feedback)
  const said = [
    'candidates',
    'responseId',
    ...(model === '' ? [] : ['modelVersion']),
    ...(usage === undefined ? [] : ['usageMetadata']),
    ...(blocked ? ['promptFeedback'] : []),
  ]
  const rest = without(body, said)
  const createdAt = secondsOf(body['createTime'])
  return {
    id,
    model: model === '' ? request.model : model,
    ...(createdAt === undefined ? {} : { createdAt }),
    ...(usage === undefined ? {} : { usage }),
    ...(blocked ? { blocked: feedback } : {}),
    ...(rest === undefined ? {} : { extensions: { [generateWire]: rest } }),
    candidates: objectsIn(body['candidates']).map((candidate, i) =>
      decodeCandidate(candidate, answerContext({ id, model, candidate: i, names })),
    ),
  }
}

/** Whether feedback on a prompt says that it was refused. */
export function isBlocked(feedback: JsonObject): boolean {
  return typeof feedback['blockReason'] === 'string'
}

/** How the parts of one candidate are read; ids of calls depend on their order alone. */
export function answerContext(of: {
  readonly id: string
  readonly model: string
  readonly candidate: number
  readonly names: FunctionNames
}): PartContext {
  let calls = 0
  const issuer: TokenIssuer = { wire: generateWire, provider: '', model: of.model }
  const callId = () => madeUpCallId(of.id, of.candidate, calls++)
  return { issuer, callId, resultId: callId, tool: (name) => of.names.fromWire(name) }
}

/** Fields of a candidate that become something else than an extension. */
const readFields = ['content', 'finishReason']

/** What a candidate says beside its content and ending; `index` is kept by whole answers only. */
export function candidateRest(candidate: JsonObject): JsonObject | undefined {
  return without(candidate, readFields)
}

/** Unix seconds of an RFC 3339 time. */
export function secondsOf(time: JsonObject[string]): number | undefined {
  const ms = typeof time === 'string' ? Date.parse(time) : Number.NaN
  return Number.isNaN(ms) ? undefined : Math.floor(ms / 1000)
}

function decodeCandidate(raw: JsonObject, context: PartContext): Candidate {
  const content = objectAt(raw, 'content')
  const { parts } = content
  const message = {
    role: 'assistant' as const,
    content: objectsIn(parts).map((part) => decodePart(part, context)),
    ...messageExtensions(content),
  }
  const calls = message.content.some((part) => part.type === 'tool-call')
  const logprobs = raw['logprobsResult']
  // A content without parts is written again as it came.
  const rest = without(raw, Array.isArray(parts) ? readFields : ['finishReason'])
  return {
    message,
    finish: decodeFinish(raw['finishReason'], calls),
    ...(isJsonObject(logprobs) ? { logprobs: decodeLogprobs(logprobs) } : {}),
    ...(rest === undefined ? {} : { extensions: { [generateWire]: rest } }),
  }
}

/** Some endpoints leave the role out; `null` says so to the encoder. */
function messageExtensions(content: JsonObject): Pick<Message, 'extensions'> {
  const rest = without(content, ['role', 'parts'])
  const bare = content['role'] === undefined && content['parts'] !== undefined
  if (rest === undefined && !bare) return {}
  return { extensions: { [generateWire]: { ...rest, ...(bare ? { role: null } : {}) } } }
}
