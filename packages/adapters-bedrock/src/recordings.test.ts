import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import type { ChatRequest, JsonObject, Message, Target, WireResponse } from '@signalbox/core'
import { describe, expect, test } from 'vitest'

import { bedrock } from './bedrock.ts'
import { encodeRequest } from './converse/request.ts'
import { decodeResponse } from './converse/response.ts'
import { endpointOf } from './wire/endpoint.ts'

interface Recording {
  readonly file: string
  readonly status: number
  readonly model: string
  readonly request: { readonly url: string; readonly body: JsonObject }
  readonly headers: Readonly<Record<string, string>>
  readonly body: JsonObject
}

const root = join(import.meta.dirname, '../../../../shared/fixtures/recordings/bedrock')

function load(folder: string): readonly Recording[] {
  if (!existsSync(root)) return []
  return readdirSync(join(root, folder)).map((file) => ({
    ...(JSON.parse(readFileSync(join(root, folder, file), 'utf8')) as Recording),
    file,
  }))
}

function responseOf({ status, headers, body }: Recording): WireResponse {
  return {
    status,
    headers: Object.entries(headers).flat(),
    body: new TextEncoder().encode(JSON.stringify(body)),
  }
}

const adapter = bedrock({ region: 'us-east-1' })
const chat: ChatRequest = { operation: 'chat', model: 'm', messages: [], stream: false }
const hi: Message = { role: 'user', content: [{ type: 'text', text: 'Hi' }] }
const targetOf = (model: string): Target => ({ id: 't', provider: 'bedrock', model })

describe.skipIf(!existsSync(root))('recorded answers', () => {
  const answers = load('converse').filter(({ status }) => status === 200)

  test.each(answers)('$file goes back as it came', (recording) => {
    const { candidates } = decodeResponse(responseOf(recording), chat)
    const [answer] = candidates
    if (answer === undefined) throw new Error('no answer')
    const tools = answer.message.content.flatMap((part) =>
      part.type === 'tool-call' ? [{ type: 'function', name: part.name } as const] : [],
    )
    const messages = [hi, answer.message, hi]
    const endpoint = endpointOf('us-east-1', undefined)
    const target = targetOf(recording.model)
    const { request } = encodeRequest({ ...chat, messages, tools }, target, endpoint)
    const sent = JSON.parse(String(request.body)) as { messages: readonly JsonObject[] }
    const { message } = recording.body['output'] as { message: { content: JsonObject[] } }
    // Nova tells the type of a call, which nobody sends back.
    const content = message.content.map((block) =>
      block['toolUse'] === undefined
        ? block
        : { toolUse: { ...(block['toolUse'] as JsonObject), type: undefined } },
    )
    expect(sent.messages[1]).toEqual({ role: 'assistant', content })
    expect(`${request.origin}${request.path}`).toBe(recording.request.url)
  })
})

describe.skipIf(!existsSync(root))('recorded vectors', () => {
  test.each(load('invoke'))('$file', (recording) => {
    const { body } = recording.request
    const inputs = [textOf(body)].map((text) => [{ type: 'text', text }] as const)
    const request = { operation: 'embed', model: 'm', inputs } as const
    const encoded = adapter.embed?.encodeRequest(request, targetOf(recording.model))
    expect(`${String(encoded?.request.origin)}${String(encoded?.request.path)}`).toBe(
      recording.request.url,
    )
    const sent = JSON.parse(String(encoded?.request.body)) as JsonObject
    expect(Object.keys(sent).toSorted()).toEqual(Object.keys(body).toSorted())
    const result = adapter.embed?.decodeResponse(responseOf(recording), request)
    const [vector] = result?.operation === 'embed' ? result.vectors : []
    expect(vector?.length).toBeGreaterThan(5)
    expect(result?.usage?.input.uncached).toBeGreaterThan(0)
  })
})

function textOf({ texts, singleEmbeddingParams }: JsonObject): string {
  if (Array.isArray(texts)) return String(texts[0])
  return (singleEmbeddingParams as { text: { value: string } }).text.value
}

describe.skipIf(!existsSync(root))('recorded counts', () => {
  const counts = load('count_tokens').filter(({ status }) => status === 200)

  test.each(counts)('$file', (recording) => {
    const request = { operation: 'count-tokens', model: 'm', chat } as const
    expect(adapter.countTokens?.decodeResponse(responseOf(recording), request)).toEqual({
      operation: 'count-tokens',
      inputTokens: recording.body['inputTokens'],
    })
  })
})
