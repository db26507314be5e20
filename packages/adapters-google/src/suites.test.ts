import type { JsonObject } from '@signalbox/core'
import { adapterSuite, dialectSuite } from '@signalbox/testing'

import { googleGenerate } from './dialects/index.ts'
import { google } from './google.ts'
import { vertex } from './vertex.ts'
import { respell } from './wire/spelling.ts'

const recordings = new URL('../../../../shared/fixtures/recordings/', import.meta.url)
const dialects = [googleGenerate]
const runs = 20

/** The one spelling this package writes. */
function normalizeRequest(body: JsonObject): JsonObject {
  return JSON.parse(JSON.stringify(respell(body))) as JsonObject
}

adapterSuite({
  adapter: google(),
  recordings,
  dialects,
  normalizeRequest,
  runs,
  filter: ({ provider }) => provider === 'gemini',
})
adapterSuite({
  adapter: vertex({ project: 'p' }),
  recordings,
  dialects,
  normalizeRequest,
  runs,
  filter: ({ provider }) => provider === 'vertex',
})
dialectSuite({ dialect: googleGenerate, recordings, codec: google().chat?.[0], runs })
