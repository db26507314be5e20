import { isJsonObject } from '@signalbox/core'

import type { Detector } from '../types.ts'
import { remoteGuard, type GuardOptions } from './guard-calls.ts'
import { wholeFinding } from './guard-findings.ts'
import { checkUrl, postJson, type GuardEndpoint } from './post-json.ts'

/** The 13 categories of the moderation taxonomy. */
export const moderationCategories: readonly string[] = [
  'harassment',
  'harassment/threatening',
  'hate',
  'hate/threatening',
  'illicit',
  'illicit/violent',
  'self-harm',
  'self-harm/intent',
  'self-harm/instructions',
  'sexual',
  'sexual/minors',
  'violence',
  'violence/graphic',
]

/** Asks a moderation endpoint (`POST …/moderations`) for the score of each category. */
export function moderationGuard(
  endpoint: GuardEndpoint & { readonly model?: string },
  options: GuardOptions,
): Detector {
  const { id = 'moderation', fetch } = options
  const { model = 'omni-moderation-latest' } = endpoint
  checkUrl(endpoint.url)
  const types = moderationCategories.map((category) => `GUARD:${category}`)
  return remoteGuard(
    { id, version: model, types },
    async (surface, signal) => {
      const body = JSON.stringify({ model, input: surface.text })
      const answer = await postJson(fetch, endpoint, body, signal)
      const scores = scoresIn(answer)
      return Object.entries(scores).flatMap(([category, score]) =>
        typeof score === 'number' ? [wholeFinding(surface, { detector: id, category, score })] : [],
      )
    },
    options,
  )
}

function scoresIn(answer: unknown): Readonly<Record<string, unknown>> {
  const results = isJsonObject(answer) ? answer['results'] : undefined
  const first: unknown = Array.isArray(results) ? results[0] : undefined
  const scores = isJsonObject(first) ? first['category_scores'] : undefined
  if (!isJsonObject(scores)) throw new Error('The moderation answer has no scores.')
  return scores
}
