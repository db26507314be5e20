import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import {
  collect,
  sseFramer,
  type ChatRequest,
  type Completion,
  type JsonObject,
  type StreamEvent,
  type Target,
} from '@signalbox/core'
import { checkEvents, loadRecordings, responseOf, type Recording } from '@signalbox/testing'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { compatibleRows } from '../compatible.ts'
import { openaiChat } from '../dialects/chat.ts'
import { openaiRow } from '../openai.ts'
import type { CompatibleRow } from '../row.ts'
import { chatCodec } from './codec.ts'
import { encodeCompletion } from './encode-response.ts'

const root = join(import.meta.dirname, '../../../../../shared/fixtures/recordings')
const found = loadRecordings(root, ({ api }) => api === 'chat')
const { missing } = found
const list = [...found.list, ...answersOnly(root)]
const aliases: Readonly<Record<string, string>> = { dashscope: 'qwen' }
const generic = compatibleRows.get('openai-compatible') ?? openaiRow

/** Some exchanges were kept without their request; their answers count all the same. */
function answersOnly(folder: string): readonly Recording[] {
  if (!existsSync(folder)) return []
  return globSync('*/chat/*.json', { cwd: folder })
    .toSorted()
    .flatMap((file) => {
      const kept = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Recording
      return 'request' in kept
        ? []
        : [{ ...(kept as object as Recording), file, request: { method: 'POST', url: '' } }]
    })
}

/** Those were kept chunk by chunk, and the marker is no chunk. */
function ended(recording: Recording, sse: string): string {
  const marked = recording.request.url !== '' || rowOf(recording).repairs?.includes('no-done')
  return marked === true || sse.includes('[DONE]') ? sse : `${sse}data: [DONE]\n\n`
}

function rowOf({ provider }: Recording): CompatibleRow {
  if (provider === 'openai' || provider === 'azure') return openaiRow
  return compatibleRows.get(aliases[provider] ?? provider) ?? generic
}

function bodyOf(recording: Recording): JsonObject {
  return recording.request.body as JsonObject
}

const requests = list.filter((r) => Array.isArray((r.request.body as JsonObject)?.['messages']))
const answers = list.filter((r) => r.status === 200 && r.body !== undefined)
const streams = list.flatMap((r) => (r.sse === undefined ? [] : [{ ...r, sse: ended(r, r.sse) }]))
const whole = streams.filter(({ sse }) => !sse.includes('"error":{'))
const chat: ChatRequest = { operation: 'chat', model: 'm', messages: [], stream: true }
const asking = { stream: true, stream_options: { include_usage: true } }

function target(row: CompatibleRow, body: JsonObject): Target {
  const baseUrl = row.baseUrl ?? 'http://provider.test/v1'
  return { id: 't', provider: row.provider, model: body['model'] as string, baseUrl }
}

function sent(body: Uint8Array | string | undefined): JsonObject {
  return JSON.parse(typeof body === 'string' ? body : new TextDecoder().decode(body))
}

function encoded(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

function split(text: string, cuts: readonly number[]): readonly Uint8Array[] {
  const bytes = encoded(text)
  const at = [...cuts.map((cut) => cut % bytes.length), bytes.length].toSorted((a, b) => a - b)
  return at.map((end, index) => bytes.subarray(at[index - 1] ?? 0, end))
}

function eventsOf(row: CompatibleRow, chunks: readonly Uint8Array[]): readonly StreamEvent[] {
  const framer = sseFramer()
  const decoder = chatCodec(row).decodeStream(chat)
  const frames = [...chunks.flatMap((chunk) => framer.push(chunk)), ...framer.end()]
  return [...frames.flatMap((frame) => decoder.push(frame)), ...decoder.end()]
}

function relayed(row: CompatibleRow, chunks: readonly Uint8Array[], body: JsonObject) {
  const relay = chatCodec(row).relayStream?.({ wire: 'openai-chat', body, headers: [] })
  if (relay === undefined) throw new Error('no relay')
  const decoder = new TextDecoder()
  const out = chunks.map((chunk) => decoder.decode(relay.push(chunk), { stream: true }))
  const error = relay.end()
  return { text: out.join('') + new TextDecoder().decode(relay.tail), error, seen: relay.seen }
}

interface Fold {
  text: string
  reasoning: string
  calls: { id: string; name: string; arguments: string }[]
  finish: string | null
  usage: JsonObject | undefined
}

/** What a client that only concatenates makes of a stream. */
function fold(sse: string): Fold {
  const out: Fold = { text: '', reasoning: '', calls: [], finish: null, usage: undefined }
  const piece = (value: unknown): string => (typeof value === 'string' ? value : '')
  for (const line of sse.split('\n').filter((entry) => entry.startsWith('data: {'))) {
    const chunk = JSON.parse(line.slice(6))
    out.usage = chunk.usage ?? chunk.x_groq?.usage ?? out.usage
    for (const { delta = {}, finish_reason: finish } of chunk.choices ?? []) {
      out.text += piece(delta.content)
      out.reasoning += piece(delta.reasoning_content ?? delta.reasoning)
      for (const call of delta.tool_calls ?? []) {
        const known = out.calls[call.index ?? out.calls.length]
        if (known === undefined)
          out.calls.push({
            id: call.id,
            name: call.function.name,
            arguments: call.function.arguments,
          })
        else known.arguments += call.function.arguments ?? ''
      }
      if (finish) out.finish ??= finish
    }
  }
  return out
}

function told(completion: Completion): Omit<Fold, 'finish'> {
  const content = completion.candidates[0]?.message.content ?? []
  const said = (type: string) =>
    content.map((part) => (part.type === type && 'text' in part ? part.text : '')).join('')
  return {
    text: said('text'),
    reasoning: said('reasoning'),
    calls: content.flatMap((part) =>
      part.type === 'tool-call'
        ? [{ id: part.callId, name: part.name, arguments: part.arguments }]
        : [],
    ),
    usage: completion.usage?.raw,
  }
}

describe.skipIf(missing !== undefined)('recorded requests', () => {
  test.each(requests)('$file comes back as it was', (recording) => {
    const body = bodyOf(recording)
    const row = rowOf(recording)
    const request = openaiChat.decodeRequest(body)
    const { request: wire, warnings } = chatCodec(row).encodeRequest(request, target(row, body))
    const expected =
      body['stream'] === true && row.streamOptions !== false
        ? { ...body, stream_options: { include_usage: true } }
        : body
    expect(sent(wire.body)).toEqual(expected)
    expect(warnings).toEqual([])
  })

  test.each(requests)('$file is relayed with nothing but the usage option added', (recording) => {
    const body = bodyOf(recording)
    const row = rowOf(recording)
    const bytes = encoded(JSON.stringify(body))
    const source = { wire: 'openai-chat', body, bytes, headers: [] }
    const relay = chatCodec(row).relayRequest?.(source, target(row, body), chat)
    const options =
      body['stream'] === true && row.streamOptions !== false
        ? { stream_options: { include_usage: true } }
        : {}
    expect(sent(relay?.request.body)).toEqual({ ...body, ...options })
  })
})

describe.skipIf(missing !== undefined)('recorded answers', () => {
  const openai = answers.filter(({ provider }) => provider === 'openai')
  test.each(openai)('$file comes back as it was', (recording) => {
    const decoded = chatCodec(openaiRow).decodeResponse(responseOf(recording), chat)
    expect(encodeCompletion(decoded)).toEqual(recording.body)
  })

  test.each(answers)(
    '$file has a finish, a text or a call, and usage that adds up',
    (recording) => {
      const decoded = chatCodec(rowOf(recording)).decodeResponse(responseOf(recording), chat)
      const raw = (recording.body as JsonObject)['usage'] as JsonObject
      const { input, output } = decoded.usage ?? { input: {}, output: {} }
      const sum = [...Object.values(input), ...Object.values(output)].reduce((a, b) => a + b, 0)
      expect(decoded.candidates).toHaveLength(1)
      const [answer] = decoded.candidates
      const empty = answer?.message.content.length === 0
      expect(empty && answer.finish.reason !== 'length').toBe(false)
      expect(sum).toBe(raw['total_tokens'])
      const again = encodeCompletion(decoded)
      const { choices } = recording.body as { choices: { message: { content: unknown } }[] }
      const message = (again['choices'] as unknown as typeof choices)[0]?.message
      expect(message?.content).toEqual(choices[0]?.message.content)
    },
  )
})

describe.skipIf(missing !== undefined)('recorded streams', () => {
  test.each(whole)('$file folds to what a plain client reads', (recording) => {
    const events = eventsOf(rowOf(recording), [encoded(recording.sse)])
    checkEvents(events)
    const { finish, ...rest } = fold(recording.sse)
    const completion = collect(events)
    expect(told(completion)).toEqual(rest)
    expect(completion.candidates[0]?.finish.native ?? null).toBe(finish)
  })

  test.each(streams)(
    '$file says the same however its bytes are split',
    (recording) => {
      const row = rowOf(recording)
      const events = eventsOf(row, [encoded(recording.sse)])
      const relay = relayed(row, [encoded(recording.sse)], asking)
      const runs = recording.sse.length > 40_000 ? 8 : 200
      fc.assert(
        fc.property(fc.array(fc.nat(), { minLength: 1, maxLength: 8 }), (cuts) => {
          const chunks = split(recording.sse, cuts)
          expect(eventsOf(row, chunks)).toEqual(events)
          expect(relayed(row, chunks, asking)).toEqual(relay)
        }),
        { numRuns: runs },
      )
    },
    60_000,
  )

  test.each(whole)('$file is an error when it is cut at any event', (recording) => {
    const row = rowOf(recording)
    const blocks = recording.sse.split(/(?<=\n\n)/)
    const end =
      row.repairs?.includes('no-done') === true
        ? blocks.findIndex(isFinish)
        : blocks.findIndex(isDone)
    for (let kept = 0; kept < end; kept++) {
      const bytes = encoded(blocks.slice(0, kept).join(''))
      expect(eventsOf(row, [bytes]).at(-1)?.type).toBe('error')
      expect(relayed(row, [bytes], asking).error).toBeDefined()
    }
  })

  test.each(whole)('$file passes untouched where nothing is repaired', (recording) => {
    expect(relayed(openaiRow, [encoded(recording.sse)], asking).text).toBe(recording.sse)
  })

  test.each(whole)('$file, repaired, is what official clients demand', (recording) => {
    const { text, error, seen } = relayed(rowOf(recording), [encoded(recording.sse)], asking)
    expect(error).toBeUndefined()
    expect(seen.usage?.raw).toEqual(fold(recording.sse).usage)
    const chunks = chunksOf(text)
    const first = chunks.find((chunk) => (chunk['choices'] as unknown[]).length > 0)
    expect(first).toMatchObject({ choices: [{ delta: { role: 'assistant' } }] })
    const calls = chunks.flatMap((chunk) =>
      (chunk['choices'] as { delta: { tool_calls?: JsonObject[] } }[]).flatMap(
        ({ delta }) => delta.tool_calls ?? [],
      ),
    )
    for (const call of calls) expect(call['index']).toBeTypeOf('number')
    expect(text.trimEnd().endsWith('data: [DONE]')).toBe(true)
    expect(text).not.toContain('event:')
    const { usage: _, ...rest } = fold(text)
    const { usage: __, ...before } = fold(recording.sse)
    expect(rest).toEqual(before)
  })

  test.each(whole)('$file shows no usage to a client that did not ask', (recording) => {
    const { text, seen } = relayed(rowOf(recording), [encoded(recording.sse)], { stream: true })
    expect(fold(text).usage ?? undefined).toBeUndefined()
    expect(seen.usage?.raw).toEqual(fold(recording.sse).usage ?? undefined)
  })
})

function chunksOf(sse: string): readonly JsonObject[] {
  const lines = sse.split('\n').filter((line) => line.startsWith('data: {'))
  return lines.map((line) => JSON.parse(line.slice(6)))
}

function isDone(block: string): boolean {
  return block.startsWith('data: [DONE]')
}

function isFinish(block: string): boolean {
  return /"finish_reason":\s*"\w/.test(block)
}
