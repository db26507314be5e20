import { codecFor, Secret, type ChatRequest, type Target } from '@signalbox/core'
import { loadRecordings } from '@signalbox/testing'
import { describe, expect, test } from 'vitest'

import { azure, type AzureOptions } from './azure.ts'

const target: Target = { id: 'a/gpt', provider: 'azure', model: 'my gpt' }
const chat: ChatRequest = {
  operation: 'chat',
  stream: false,
  model: 'my gpt',
  messages: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }],
}
const folder = new URL('../../../../shared/fixtures/recordings', import.meta.url)
const recordings = loadRecordings(
  folder,
  ({ provider, file }) => provider === 'azure' && /chat\/0001|responses\/000[12]/.test(file),
)

function urlOf(options: AzureOptions, wire: string, to: Target = target): string {
  const { request } = codecFor(azure(options), wire).encodeRequest(chat, to)
  return request.origin + request.path
}

async function headersWith(key: string): Promise<readonly string[]> {
  const request = { method: 'POST', origin: 'https://x', path: '/', headers: [] } as const
  const { headers } = await azure().authorize(request, { id: 'k', key: new Secret(key) }, 0)
  return headers
}

describe('azure', () => {
  test('names the deployment in the body on the surface that has a version in its path', () => {
    const { request } = codecFor(azure({ resource: 'acme' })).encodeRequest(chat, target)
    expect(request.origin + request.path).toBe(
      'https://acme.openai.azure.com/openai/v1/chat/completions',
    )
    expect(JSON.parse(String(request.body))).toMatchObject({ model: 'my gpt' })
    expect(urlOf({ resource: 'acme' }, 'openai-responses')).toBe(
      'https://acme.openai.azure.com/openai/v1/responses',
    )
  })

  test('with an api-version, deployments stand in the path and Responses do not', () => {
    const options = { resource: 'acme', apiVersion: '2024-10-21' }
    expect(urlOf(options, 'openai-chat')).toBe(
      'https://acme.openai.azure.com/openai/deployments/my%20gpt/chat/completions?api-version=2024-10-21',
    )
    expect(urlOf(options, 'openai-responses')).toBe(
      'https://acme.openai.azure.com/openai/responses?api-version=2024-10-21',
    )
    const adapter = azure(options)
    const inputs = [[{ type: 'text', text: 'a' }]] as const
    const embed = { operation: 'embed', model: 'e', inputs } as const
    expect(adapter.embed?.encodeRequest(embed, { ...target, model: 'e' }).request.path).toBe(
      '/openai/deployments/e/embeddings?api-version=2024-10-21',
    )
  })

  test('says what is missing when nobody said where it is', () => {
    expect(() => urlOf({}, 'openai-chat')).toThrow('"azure" needs a baseUrl')
    expect(urlOf({}, 'openai-chat', { ...target, baseUrl: 'http://127.0.0.1:1/openai/v1' })).toBe(
      'http://127.0.0.1:1/openai/v1/chat/completions',
    )
  })

  test('sends a key as api-key and an Entra token as a bearer token', async () => {
    expect(await headersWith('0123abc')).toEqual(['api-key', '0123abc'])
    const token = 'eyJ0eXAiOiJKV1QifQ.eyJhdWQiOiJ4In0.c2ln'
    expect(await headersWith(token)).toEqual(['authorization', `Bearer ${token}`])
  })

  test('offers no moderations, which it does not have', () => {
    expect(azure().moderate).toBeUndefined()
    expect(azure().capabilities(target).operations).not.toContain('moderate')
  })

  test('a refused prompt is content that was blocked, and a reset is plain seconds', () => {
    const body = JSON.stringify({
      error: {
        message: 'The response was filtered.',
        code: 'content_filter',
        status: 400,
        innererror: { code: 'ResponsibleAIPolicyViolation' },
      },
    })
    const headers = ['x-ratelimit-remaining-tokens', '0', 'x-ratelimit-reset-tokens', '7']
    const bytes = new TextEncoder().encode(body)
    const error = azure().classifyError({ status: 400, headers, body: bytes }, 0)
    expect(error.kind).toBe('content_blocked')
    expect(azure().readRateLimits(headers, 1000)).toEqual([
      { unit: 'tokens', remaining: 0, resetsAt: 8000 },
    ])
  })

  test.skipIf(recordings.list.length === 0).each(recordings.list)(
    'goes where the recorded call went: $file',
    ({ request }) => {
      const { origin, pathname, searchParams } = new URL(request.url)
      const apiVersion = searchParams.get('api-version') ?? undefined
      const model = /deployments\/([^/]+)/.exec(pathname)?.[1] ?? 'my gpt'
      const wire = pathname.endsWith('/responses') ? 'openai-responses' : 'openai-chat'
      const baseUrl = origin + (apiVersion === undefined ? '/openai/v1' : '/openai')
      expect(urlOf({ apiVersion }, wire, { ...target, model, baseUrl })).toBe(request.url)
    },
  )
})
