import { existsSync, readFileSync } from 'node:fs'

import { expect, test } from 'vitest'

import { asObject, asString } from './json.ts'
import { simulate } from './simulate.ts'

const folder = new URL('../../../../shared/fixtures/recordings/', import.meta.url)
const present = existsSync(new URL('MANIFEST.json', folder))

const PATHS: { readonly [api: string]: (url: string, api: string) => string | undefined } = {
  'openai/chat': () => '/openai/v1/chat/completions',
  'openai/responses': () => '/openai/v1/responses',
  'openai/embeddings': () => '/openai/v1/embeddings',
  'anthropic/messages': () => '/anthropic/v1/messages',
  'anthropic/count_tokens': () => '/anthropic/v1/messages/count_tokens',
  'bedrock/converse': (_, api) => `/bedrock/model/sim/${api}`,
  'bedrock/converse-stream': (_, api) => `/bedrock/model/sim/${api}`,
  'gemini/generateContent': googlePath,
  'gemini/streamGenerateContent': googlePath,
  'vertex/generateContent': googlePath,
}

function googlePath(url: string): string | undefined {
  const [, model, action] = /models\/([^:/?]+):(\w+)/u.exec(url) ?? []
  return model === undefined ? undefined : `/google/v1beta/models/${model}:${action}`
}

/** What only the provider that issued it can know. */
const ISSUED = /signature is not valid|Invalid `signature`|could not be verified|not found/iu

test.skipIf(!present)('strict takes every recorded request that the real API took', async () => {
  await using fake = await simulate({ port: 0, strict: true })
  const manifest: unknown[] = JSON.parse(readFileSync(new URL('MANIFEST.json', folder), 'utf8'))
  const refused: string[] = []
  let taken = 0
  for (const row of manifest) {
    const { provider, api, file, status } = asObject(row)
    const pathOf = PATHS[`${asString(provider)}/${asString(api)}`]
    if (pathOf === undefined || status !== 200) continue
    const recording = JSON.parse(readFileSync(new URL(asString(file) ?? '', folder), 'utf8'))
    const { url, body } = recording.request ?? {}
    const path = pathOf(url ?? '', asString(api) ?? '')
    if (path === undefined || typeof body !== 'object') continue
    const response = await fetch(`${fake.url}${path}`, {
      method: 'POST',
      headers: { authorization: 'Bearer k', 'anthropic-version': '2023-06-01' },
      body: JSON.stringify(body),
    })
    const text = await response.text()
    if (response.status === 200) taken++
    else if (!ISSUED.test(text)) refused.push(`${asString(file)}: ${text}`)
  }
  expect(refused).toEqual([])
  expect(taken).toBeGreaterThan(50)
})
