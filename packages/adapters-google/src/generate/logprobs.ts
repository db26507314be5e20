import type { JsonObject } from '@signalbox/core'

import { numberOf, objectsIn, stringOf } from '../wire/objects.ts'

/** `logprobsResult` in the list form the model has (`content`, each with its alternatives). */
export function decodeLogprobs(result: JsonObject): JsonObject {
  const alternatives = objectsIn(result['topCandidates']).map((step) =>
    objectsIn(step['candidates']).map(entryOf),
  )
  const content = objectsIn(result['chosenCandidates']).map((chosen, i) => ({
    ...entryOf(chosen),
    top_logprobs: alternatives[i] ?? [],
  }))
  return { content }
}

/** The other way. */
export function encodeLogprobs(logprobs: JsonObject): JsonObject {
  const content = objectsIn(logprobs['content'])
  return {
    chosenCandidates: content.map(candidateOf),
    topCandidates: content.map((entry) => ({
      candidates: objectsIn(entry['top_logprobs']).map(candidateOf),
    })),
  }
}

function entryOf(candidate: JsonObject): JsonObject {
  return {
    token: stringOf(candidate['token']) ?? '',
    logprob: numberOf(candidate['logProbability']) ?? 0,
  }
}

function candidateOf(entry: JsonObject): JsonObject {
  return { token: entry['token'], logProbability: entry['logprob'] }
}
