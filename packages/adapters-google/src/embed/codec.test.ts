import type { EmbedRequest, Inbound, JsonObject, Target } from '@signalbox/core'
import { describe, expect, test } from 'vitest'

import { googleCountTokens, googleEmbed } from '../dialects/index.ts'
import { google } from '../google.ts'
import { vertex } from '../vertex.ts'

const target: Target = { id: 't', provider: 'google', model: 'embed-2' }

function foreign(...texts: readonly string[]): EmbedRequest {
  const inputs = texts.map((text) => [{ type: 'text', text }] as const)
  return { operation: 'embed', model: 'm', inputs, dimensions: 64 }
}

function inbound(action: string, body: JsonObject): Inbound {
  return {
    method: 'POST',
    path: `/v1beta/models/m:${action}`,
    query: '',
    headers: [],
    body: new TextEncoder().encode(JSON.stringify(body)),
  }
}

function sent(
  encoded: { readonly request: { readonly path: string; readonly body?: unknown } } | undefined,
) {
  const body = encoded?.request.body
  const text = body instanceof Uint8Array ? new TextDecoder().decode(body) : String(body)
  return { path: encoded?.request.path, body: JSON.parse(text) as JsonObject }
}

describe('embeddings of another wire', () => {
  test('the Gemini API takes them as a batch', () => {
    const { path, body } = sent(google().embed?.encodeRequest(foreign('a', 'b'), target))
    expect(path).toBe('/v1beta/models/embed-2:batchEmbedContents')
    const entry = (text: string) => ({
      model: 'models/embed-2',
      content: { parts: [{ text }] },
      outputDimensionality: 64,
    })
    expect(body).toEqual({ requests: [entry('a'), entry('b')] })
  })

  test('Vertex takes one as content and several as instances', () => {
    const adapter = vertex({ project: 'p', region: 'global' })
    const one = sent(adapter.embed?.encodeRequest(foreign('a'), target))
    expect(one.path).toMatch(/:embedContent$/)
    expect(one.body).toEqual({ content: { parts: [{ text: 'a' }] }, outputDimensionality: 64 })
    const two = sent(adapter.embed?.encodeRequest(foreign('a', 'b'), target))
    expect(two.path).toMatch(/:predict$/)
    expect(two.body).toEqual({
      instances: [{ content: 'a' }, { content: 'b' }],
      parameters: { outputDimensionality: 64 },
    })
    const body = new TextEncoder().encode(
      JSON.stringify({
        predictions: [
          { embeddings: { values: [1, 2], statistics: { token_count: 5 } } },
          { embeddings: { values: [3, 4], statistics: { token_count: 6 } } },
        ],
      }),
    )
    const result = adapter.embed?.decodeResponse(
      { status: 200, headers: [], body },
      foreign('a', 'b'),
    )
    expect(result).toMatchObject({
      vectors: [
        [1, 2],
        [3, 4],
      ],
      usage: { input: { uncached: 11 } },
    })
  })

  test('an answer without vectors is an error', () => {
    const body = new TextEncoder().encode('{}')
    expect(() =>
      google().embed?.decodeResponse({ status: 200, headers: [], body }, foreign('a')),
    ).toThrow(expect.objectContaining({ kind: 'upstream_error' }))
  })
})

describe('embeddings of this wire', () => {
  test('a batch keeps what each request says, and gets the model of the target when relayed', () => {
    const body = {
      requests: [
        { model: 'models/m', content: { parts: [{ text: 'a' }] }, taskType: 'QUERY' },
        { model: 'models/m', content: { parts: [{ text: 'b' }] }, outputDimensionality: 8 },
      ],
    }
    const request = googleEmbed.decodeRequest(body, inbound('batchEmbedContents', body), {
      model: 'm',
    })
    if (request.operation !== 'embed' || request.source === undefined) throw new TypeError('embed')
    const aimed = {
      requests: body.requests.map((entry) => ({ ...entry, model: 'models/embed-2' })),
    }
    expect(sent(google().embed?.encodeRequest(request, target)).body).toEqual(aimed)
    const { source } = request
    expect(sent(google().embed?.relayRequest?.(source, target, request)).body).toEqual(aimed)
  })

  test('usage of another provider is said in this wire, in the form that was asked for', () => {
    const input = {
      uncached: 3,
      cacheRead: 0,
      cacheWrite5m: 0,
      cacheWrite1h: 0,
      cacheWriteOther: 0,
      toolUse: 0,
    }
    const usage = { input, output: { text: 0, reasoning: 0 }, raw: { prompt_tokens: 3 } }
    const result = { operation: 'embed', vectors: [[1]], usage } as const
    const reply = (body: JsonObject, action: string): unknown => {
      const request = googleEmbed.decodeRequest(body, inbound(action, body))
      return JSON.parse(String(googleEmbed.encodeReply({ type: 'result', result }, request).body))
    }
    const usageMetadata = { promptTokenCount: 3, candidatesTokenCount: 0, totalTokenCount: 3 }
    const content = { parts: [{ text: 'a' }] }
    expect(reply({ content }, 'embedContent')).toEqual({
      embedding: { values: [1] },
      usageMetadata,
    })
    expect(reply({ requests: [{ content }] }, 'batchEmbedContents')).toEqual({
      embeddings: [{ values: [1] }],
      usageMetadata,
    })
  })

  test('media and what is newer than this program stay in the content', () => {
    const parts = [
      { inlineData: { mimeType: 'image/png', data: 'AA==', newer: 1 } },
      { text: 'a', partMetadata: { x: 1 } },
    ]
    const body = { content: { parts }, taskType: 'QUERY' }
    const request = googleEmbed.decodeRequest(body, inbound('embedContent', body), { model: 'm' })
    if (request.operation !== 'embed') throw new TypeError('embed')
    const encoded = google().embed?.encodeRequest(request, target)
    expect(encoded?.warnings).toEqual([])
    expect(sent(encoded)).toEqual({ path: '/v1beta/models/embed-2:embedContent', body })
  })

  test('a body of the wrong shape is refused by name', () => {
    expect(() => googleEmbed.decodeRequest({ requests: [{ content: 1 }] })).toThrow(
      expect.objectContaining({ kind: 'invalid_request' }),
    )
    expect(() => googleEmbed.decodeRequest({})).toThrow('"content"')
  })
})

describe('counting', () => {
  const contents = [{ role: 'user', parts: [{ text: 'hi' }] }]

  test('more than contents is wrapped for the Gemini API and flat for Vertex', () => {
    const generateContentRequest = {
      model: 'models/m',
      contents,
      systemInstruction: { parts: [{ text: 's' }] },
    }
    const body = { generateContentRequest }
    const request = googleCountTokens.decodeRequest(body, inbound('countTokens', body), {
      model: 'm',
    })
    if (request.operation !== 'count-tokens' || request.source === undefined)
      throw new TypeError('count')
    const wrapped = {
      generateContentRequest: { ...generateContentRequest, model: 'models/embed-2' },
    }
    expect(sent(google().countTokens?.encodeRequest(request, target)).body).toEqual(wrapped)
    const { source } = request
    expect(sent(google().countTokens?.relayRequest?.(source, target, request)).body).toEqual(
      wrapped,
    )
    const { model: _, ...flat } = generateContentRequest
    const other = vertex({ project: 'p' }).countTokens
    expect(sent(other?.encodeRequest(request, target)).body).toEqual(flat)
    expect(sent(other?.relayRequest?.(source, target, request)).body).toEqual(flat)
  })
})
