import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import {
  isJsonObject,
  type ChatRequest,
  type Completion,
  type Inbound,
  type JsonObject,
  type JsonValue,
  type Target,
  type WireResponse,
} from '@signalbox/core'
import { describe, expect, test } from 'vitest'

import { googleCountTokens, googleEmbed, googleGenerate } from './dialects/index.ts'
import { google } from './google.ts'
import { vertex } from './vertex.ts'
import { respell, spellObject } from './wire/spelling.ts'

interface Recording {
  readonly file: string
  readonly status: number
  readonly request?: { readonly url: string; readonly body: JsonObject }
  readonly body?: JsonValue
}

const root = new URL('../../../../shared/fixtures/recordings/', import.meta.url).pathname

function recordings(api: string): readonly Recording[] {
  return ['gemini', 'vertex'].flatMap((provider) => {
    const folder = join(root, provider, api)
    if (!existsSync(folder)) return []
    return readdirSync(folder)
      .toSorted()
      .map((name) => ({
        ...(JSON.parse(readFileSync(join(folder, name), 'utf8')) as Recording),
        file: `${provider}/${api}/${name}`,
      }))
  })
}

function aimed(recording: Recording): {
  readonly inbound: Inbound
  readonly model: string
  readonly target: Target
  readonly adapter: ReturnType<typeof google>
} {
  const url = new URL(recording.request?.url ?? 'https://example.test/models/m:generateContent')
  const model = /models\/([^:]+):/.exec(url.pathname)?.[1] ?? ''
  const action = /:(\w+)$/.exec(url.pathname)?.[1] ?? ''
  const body = new TextEncoder().encode(JSON.stringify(recording.request?.body))
  const inbound: Inbound = {
    method: 'POST',
    path: `/v1beta/models/${model}:${action}`,
    query: url.search.slice(1),
    headers: ['content-type', 'application/json'],
    body,
  }
  const provider = recording.file.startsWith('vertex') ? 'vertex' : 'google'
  const adapter = provider === 'vertex' ? vertex({ project: 'p', region: 'global' }) : google()
  return { inbound, model, adapter, target: { id: 't', provider, model } }
}

function answer(recording: Recording): WireResponse {
  const body = new TextEncoder().encode(JSON.stringify(recording.body))
  return { status: recording.status, headers: ['content-type', 'application/json'], body }
}

function bodyOf(body: Uint8Array | string | undefined): JsonObject {
  return JSON.parse(typeof body === 'string' ? body : new TextDecoder().decode(body)) as JsonObject
}

function chatOf(recording: Recording): ChatRequest {
  const { inbound, model } = aimed(recording)
  const body = recording.request?.body ?? { contents: [] }
  return googleGenerate.decodeRequest(body, inbound, { model })
}

const whole = recordings('generateContent')
const streamed = recordings('streamGenerateContent')
const asked = [...whole, ...streamed].filter(({ request }) => request !== undefined)
const answered = whole.filter(({ status }) => status === 200)

describe.skipIf(asked.length === 0)('recorded chats', () => {
  test.each(asked)('$file: the request survives decode and encode', (recording) => {
    const { adapter, target } = aimed(recording)
    const encoded = adapter.chat?.[0]?.encodeRequest(chatOf(recording), target)
    expect(encoded?.warnings).toEqual([])
    const expected = JSON.parse(JSON.stringify(respell(recording.request?.body ?? {}))) as unknown
    expect(bodyOf(encoded?.request.body)).toEqual(expected)
  })

  test.each(asked)(
    '$file: told by a client of another wire it is still a sound request',
    (recording) => {
      const { adapter, target } = aimed(recording)
      const { source: _, ...chat } = chatOf(recording)
      const encoded = adapter.chat?.[0]?.encodeRequest(chat, target)
      const body = bodyOf(encoded?.request.body)
      const contents = body['contents'] as readonly { role: string; parts: readonly JsonObject[] }[]
      const roles = contents.map(({ role }) => role)
      expect(roles[0]).toBe('user')
      expect(roles.every((role, i) => role !== roles[i + 1])).toBe(true)
      for (const [i, { parts }] of contents.entries()) {
        const calls = parts.filter(({ functionCall }) => functionCall !== undefined)
        const next = contents[i + 1]?.parts.slice(0, calls.length) ?? []
        expect(next.every(({ functionResponse }) => functionResponse !== undefined)).toBe(true)
      }
      expect(JSON.stringify(body['tools'] ?? '')).not.toContain('$ref')
    },
  )

  test.each(asked)('$file: the relayed request is what the client sent', (recording) => {
    const { adapter, target } = aimed(recording)
    const chat = chatOf(recording)
    const { source } = chat
    if (source === undefined) throw new TypeError('no source')
    const encoded = adapter.chat?.[0]?.relayRequest?.(source, target, chat)
    expect(bodyOf(encoded?.request.body)).toEqual(recording.request?.body)
    expect(encoded?.request.path).toContain(
      chat.stream ? ':streamGenerateContent?alt=sse' : ':generateContent',
    )
  })

  test.each(answered)('$file: the answer survives decode and encode', (recording) => {
    const { adapter } = aimed(recording)
    const completion = adapter.chat?.[0]?.decodeResponse(answer(recording), chatOf(recording))
    if (completion === undefined) throw new TypeError('no completion')
    const reply = googleGenerate.encodeReply({ type: 'completion', completion }, chatOf(recording))
    expect(bodyOf(reply.body)).toEqual(recording.body)
  })

  test.each(answered)('$file: usage buckets add up to the total', (recording) => {
    const { adapter } = aimed(recording)
    const completion = adapter.chat?.[0]?.decodeResponse(answer(recording), chatOf(recording))
    expect(totalOf(completion)).toBe(reportedTotal(recording.body))
  })

  test('the recorded endings are all named', () => {
    const natives = answered.map((recording) => {
      const { adapter } = aimed(recording)
      const completion = adapter.chat?.[0]?.decodeResponse(answer(recording), chatOf(recording))
      const candidate = completion?.candidates[0]
      const calls = candidate?.message.content.some((part) => part.type === 'tool-call')
      return `${candidate?.finish.native ?? ''} ${candidate?.finish.reason ?? ''} ${String(calls)}`
    })
    expect(new Set(natives)).toEqual(
      new Set(['STOP stop false', 'STOP tool-calls true', 'SAFETY content-filter false']),
    )
  })
})

function totalOf(completion: Completion | undefined): number | undefined {
  const usage = completion?.usage
  if (usage === undefined) return undefined
  const { input, output } = usage
  return input.uncached + input.cacheRead + input.toolUse + output.text + output.reasoning
}

function reportedTotal(body: JsonValue | undefined): number | undefined {
  const usage = isJsonObject(body) ? body['usageMetadata'] : undefined
  return isJsonObject(usage) ? (usage['totalTokenCount'] as number) : undefined
}

describe.skipIf(asked.length === 0)('recorded failures', () => {
  const failures = [...whole, ...recordings('embedContent')].filter(({ status }) => status >= 400)
  test.skipIf(failures.length === 0).each(failures)(
    '$file: an unknown model is the model',
    (recording) => {
      const error = aimed(recording).adapter.classifyError(answer(recording), 0)
      expect(error.kind).toBe('unknown_model')
      expect(error.details).toMatchObject({ verdict: 'not_found', scope: 'model' })
      expect(error.details.native).toMatchObject({ status: 404, code: 'NOT_FOUND' })
    },
  )
})

describe.skipIf(asked.length === 0)('recorded counts and embeddings', () => {
  const counts = recordings('countTokens')
  test.skipIf(counts.length === 0).each(counts)('$file: a count goes both ways', (recording) => {
    const { adapter, inbound, model, target } = aimed(recording)
    const body = recording.request?.body ?? {}
    const request = googleCountTokens.decodeRequest(body, inbound, { model })
    if (request.operation !== 'count-tokens') throw new TypeError(request.operation)
    const encoded = adapter.countTokens?.encodeRequest(request, target)
    expect(bodyOf(encoded?.request.body)).toEqual(JSON.parse(JSON.stringify(respell(body))))
    const result = adapter.countTokens?.decodeResponse(answer(recording), request)
    if (result === undefined) throw new TypeError('no result')
    const reply = googleCountTokens.encodeReply({ type: 'result', result }, request)
    expect(bodyOf(reply.body)).toEqual(recording.body)
  })

  const embeddings = recordings('embedContent')
  test.skipIf(embeddings.length === 0).each(embeddings)(
    '$file: an embedding goes both ways',
    (recording) => {
      const { adapter, inbound, model, target } = aimed(recording)
      const body = recording.request?.body ?? {}
      const request = googleEmbed.decodeRequest(body, inbound, { model })
      if (request.operation !== 'embed') throw new TypeError(request.operation)
      const encoded = adapter.embed?.encodeRequest(request, target)
      expect(bodyOf(encoded?.request.body)).toEqual(spellObject(body))
      if (recording.status !== 200) return
      const result = adapter.embed?.decodeResponse(answer(recording), request)
      if (result === undefined) throw new TypeError('no result')
      const reply = googleEmbed.encodeReply({ type: 'result', result }, request)
      expect(bodyOf(reply.body)).toEqual(recording.body)
    },
  )
})
