import { isJsonObject } from '@signalbox/core'

import type { Detector, Finding, Surface } from '../types.ts'
import { remoteGuard, type GuardOptions } from './guard-calls.ts'
import { checkUrl, postJson, type GuardEndpoint } from './post-json.ts'

/** A Presidio analyzer over HTTP (`POST …/analyze`); its types keep their names. */
export function presidioGuard(
  endpoint: GuardEndpoint & {
    readonly language?: string
    readonly entities?: readonly string[]
  },
  options: GuardOptions,
): Detector {
  const { id = 'presidio', fetch } = options
  const { language = 'en', entities } = endpoint
  checkUrl(endpoint.url)
  const types = entities ?? ['PERSON', 'LOCATION', 'NRP', 'ORGANIZATION', 'DATE_TIME']
  return remoteGuard(
    { id, version: '1', types },
    async (surface, signal) => {
      const body = JSON.stringify({
        text: surface.text,
        language,
        ...(entities === undefined ? {} : { entities }),
      })
      const answer = await postJson(fetch, endpoint, body, signal)
      if (!Array.isArray(answer)) throw new Error('The analyzer gave no list of findings.')
      const places = unitPlaces(surface.text)
      return answer.flatMap((entry: unknown) => findingOf(entry, surface, id, places) ?? [])
    },
    options,
  )
}

function findingOf(
  entry: unknown,
  { path }: Surface,
  detector: string,
  places: readonly number[],
): Finding | undefined {
  if (!isJsonObject(entry)) return undefined
  const { entity_type: type, start, end, score } = entry
  if (typeof type !== 'string' || typeof start !== 'number' || typeof end !== 'number')
    return undefined
  const from = places[start]
  const to = places[end]
  if (from === undefined || to === undefined || from >= to) return undefined
  const base = { detector, type, path, rule: type }
  return { ...base, start: from, end: to, score: typeof score === 'number' ? score : 0.5 }
}

/** The analyzer counts code points. */
function unitPlaces(text: string): readonly number[] {
  const places: number[] = []
  let at = 0
  for (const char of text) {
    places.push(at)
    at += char.length
  }
  return [...places, at]
}
