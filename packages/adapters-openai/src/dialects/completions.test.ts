import { join } from 'node:path'

import { explode, type ChatRequest, type Completion, type JsonObject } from '@signalbox/core'
import { loadRecordings } from '@signalbox/testing'
import { describe, expect, test } from 'vitest'

import { decodeUsage } from '../usage.ts'
import { openaiCompletions } from './completions.ts'

const root = join(import.meta.dirname, '../../../../../shared/fixtures/recordings')
const { list, missing } = loadRecordings(root, ({ api }) => api === 'completions')

function bodyOf(value: unknown): JsonObject {
  return value as JsonObject
}

/** The chat answer that a recorded text answer stands for. */
function completionOf(body: JsonObject): Completion {
  const choices = body['choices'] as { text: string; finish_reason: string }[]
  return {
    id: body['id'] as string,
    model: body['model'] as string,
    createdAt: body['created'] as number,
    candidates: choices.map(({ text, finish_reason: reason }) => ({
      message: { role: 'assistant', content: [{ type: 'text', text }] },
      finish: { reason: reason === 'length' ? 'length' : 'stop' },
    })),
  }
}

function decode(body: JsonObject): ChatRequest {
  return openaiCompletions.decodeRequest(body)
}

function textOf(sse: string): string {
  const lines = sse.split('\n').filter((line) => line.startsWith('data: {'))
  return lines
    .flatMap((line) =>
      (JSON.parse(line.slice(6)).choices as { text: string }[]).map(({ text }) => text),
    )
    .join('')
}

describe.skipIf(missing !== undefined)('recorded text completions', () => {
  test.each(list)('$file is asked as a chat', (recording) => {
    const body = bodyOf(recording.request.body)
    const request = decode(body)
    expect(request.messages).toEqual([
      { role: 'user', content: [{ type: 'text', text: body['prompt'] }] },
    ])
    expect([request.maxOutputTokens, request.temperature, request.candidates]).toEqual([
      body['max_tokens'],
      body['temperature'],
      body['n'],
    ])
    expect(request.stream).toBe(body['stream'] === true)
  })

  const answers = list.filter(({ body, stream }) => body !== undefined && !stream)
  test.each(answers)('$file is answered as a text', (recording) => {
    const body = bodyOf(recording.body)
    const completion = completionOf(body)
    const reply = { type: 'completion', completion } as const
    const { body: written } = openaiCompletions.encodeReply(
      reply,
      decode(bodyOf(recording.request.body)),
    )
    const { usage: _, ...rest } = body
    const choices = (rest['choices'] as JsonObject[]).map((choice) => ({
      ...choice,
      logprobs: null,
    }))
    expect(JSON.parse(written as string)).toEqual({ ...rest, choices })
  })

  const streams = list.flatMap(({ file, sse, request }) =>
    sse === undefined ? [] : [{ file, sse, body: bodyOf(request.body) }],
  )
  test.each(streams)('$file reads the same when it is written again', ({ sse, body }) => {
    const [first] = sse.split('\n')
    const head = JSON.parse(first?.slice(6) ?? '{}') as JsonObject
    const choice = { text: textOf(sse), finish_reason: 'length' }
    const completion = completionOf({ ...head, choices: [choice] })
    const encoder = openaiCompletions.encodeStream(decode(body))
    const text =
      [...explode(completion)].map((event) => encoder.push(event)).join('') + encoder.end()
    expect(textOf(text)).toBe(textOf(sse))
    expect(text.endsWith('data: [DONE]\n\n')).toBe(true)
  })
})

describe('text completions', () => {
  const base = { model: 'm', prompt: 'p' }

  test('repeat the prompt for who wants it', () => {
    const completion = completionOf({
      id: 'r',
      model: 'm',
      created: 1,
      choices: [{ text: 'a', finish_reason: 'stop' }],
    })
    const reply = { type: 'completion', completion } as const
    const { body } = openaiCompletions.encodeReply(reply, decode({ ...base, echo: true }))
    expect(JSON.parse(body as string).choices[0].text).toBe('pa')
  })

  test('tell at the end of a stream what it cost, where usage is wanted', () => {
    const completion = completionOf({
      id: 'r',
      model: 'm',
      created: 1,
      choices: [{ text: 'a', finish_reason: 'stop' }],
    })
    const usage = decodeUsage({ prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 }, {})
    const told = (body: JsonObject) => {
      const encoder = openaiCompletions.encodeStream(decode({ ...base, stream: true, ...body }))
      for (const event of explode({ ...completion, usage })) encoder.push(event)
      return encoder.end(undefined, '0.25')
    }
    expect(told({ stream_options: { include_usage: true } })).toContain('"cost":0.25}}')
    expect(told({})).toBe('data: [DONE]\n\n')
  })

  test('tell logprobs column by column', () => {
    const [candidate] = completionOf({
      choices: [{ text: 'ab', finish_reason: 'stop' }],
    }).candidates
    const content = [
      { token: 'a', logprob: -1, top_logprobs: [{ token: 'x', logprob: -2 }] },
      { token: 'b', logprob: -3, top_logprobs: [] },
    ]
    const candidates = candidate === undefined ? [] : [{ ...candidate, logprobs: { content } }]
    const reply = { type: 'completion', completion: { id: 'r', model: 'm', candidates } } as const
    const { body } = openaiCompletions.encodeReply(reply, decode(base))
    expect(JSON.parse(body as string).choices[0].logprobs).toEqual({
      tokens: ['a', 'b'],
      token_logprobs: [-1, -3],
      top_logprobs: [{ x: -2 }, {}],
      text_offset: [0, 1],
    })
  })

  test('take one prompt only', () => {
    expect(() => decode({ model: 'm', prompt: ['a', 'b'] })).toThrow(
      'Send one prompt, as a string.',
    )
    expect(decode({ model: 'm', prompt: ['a'] }).messages[0]?.content).toEqual([
      { type: 'text', text: 'a' },
    ])
    expect(() => decode({ prompt: 'a' })).toThrow("Missing required parameter: 'model'.")
  })

  test('keep what chat has no name for, so that it is warned of', () => {
    expect(decode({ ...base, suffix: 's', best_of: 3 }).extensions).toEqual({
      'openai-completions': { suffix: 's', best_of: 3 },
    })
  })

  test('never end cleanly after a cut', () => {
    const encoder = openaiCompletions.encodeStream(decode({ ...base, stream: true }))
    encoder.push({ type: 'start', id: 'r', model: 'm' })
    expect(encoder.end()).toContain('"code":"stream_interrupted"')
  })
})
