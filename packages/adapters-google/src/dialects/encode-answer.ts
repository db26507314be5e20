import type { Candidate, Completion, JsonObject, Part } from '@signalbox/core'

import { encodeFinish } from '../finish-reason.ts'
import { encodePart, type PartTarget } from '../generate/encode-part.ts'
import { encodeLogprobs } from '../generate/logprobs.ts'
import { isBlocked } from '../generate/response.ts'
import { losses } from '../generate/warnings.ts'
import { encodeUsage } from '../usage.ts'
import { generateWire } from '../wire/names.ts'
import { overlay, without } from '../wire/objects.ts'

/** A completion as one answer of this wire. */
export function encodeAnswer(completion: Completion): JsonObject {
  const { id, model, usage, blocked, candidates } = completion
  const body: JsonObject = {
    candidates: blocked === undefined ? candidates.map(encodeCandidate) : undefined,
    promptFeedback: blocked === undefined ? undefined : encodeFeedback(blocked),
    usageMetadata: usage === undefined ? undefined : encodeUsage(usage),
    modelVersion: model === '' ? undefined : model,
    responseId: id === '' ? undefined : id,
  }
  return without(overlay(body, completion.extensions?.[generateWire]), []) ?? {}
}

/** Why a prompt was refused, in Google's words where they are its own. */
export function encodeFeedback(blocked: JsonObject): JsonObject {
  return isBlocked(blocked) ? blocked : { ...blocked, blockReason: 'OTHER' }
}

/** A part towards a client: names are its own, every token has its slot, foreign blocks stay out. */
export function encodeAnswerPart(part: Part): readonly JsonObject[] {
  return encodePart(part, '', towardsClient())
}

function encodeCandidate(candidate: Candidate, index: number): JsonObject {
  const { message, finish, logprobs, extensions } = candidate
  const own = extensions?.[generateWire]
  const { role = 'model', ...fields } = message.extensions?.[generateWire] ?? {}
  const content = {
    ...fields,
    ...(role === null ? {} : { role }),
    parts: message.content.flatMap(encodeAnswerPart),
  }
  const base: JsonObject = {
    content,
    finishReason: encodeFinish(finish),
    ...(index === 0 ? {} : { index }),
    ...(logprobs === undefined ? {} : { logprobsResult: encodeLogprobs(logprobs) }),
  }
  // What came as Google's own is written as it came, not merged with what was read out of it.
  return { ...base, ...own }
}

function towardsClient(): PartTarget {
  return {
    names: { toWire: (name) => name, fromWire: (name) => ({ name, kind: 'function' }) },
    own: true,
    lost: losses(),
    nameOfCall: () => undefined,
  }
}
