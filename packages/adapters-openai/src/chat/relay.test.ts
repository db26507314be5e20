import type { JsonObject } from '@signalbox/core'
import { describe, expect, test } from 'vitest'

import { openaiRow } from '../openai.ts'
import type { CompatibleRow, Repair } from '../row.ts'
import { relayChatResponse, relayChatStream } from './relay.ts'

const usage = { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 }
const asking = { stream: true, stream_options: { include_usage: true } }

function chunk(delta: JsonObject, finish: string | null = null, more: JsonObject = {}): string {
  const choices = [{ index: 0, delta, finish_reason: finish }]
  return `data: ${JSON.stringify({ id: 'r', choices, ...more })}\n\n`
}

const usageChunk = `data: ${JSON.stringify({ id: 'r', choices: [], usage })}\n\n`
const call = { tool_calls: [{ index: 0, id: 'c', type: 'function', function: { name: 'f' } }] }

function run(text: string, row: CompatibleRow = openaiRow, body: JsonObject = asking) {
  const relay = relayChatStream(row, { wire: 'openai-chat', body, headers: [] })
  const input = new TextEncoder().encode(text)
  const output = relay.push(input)
  const error = relay.end()
  const tail = new TextDecoder().decode(relay.tail)
  return {
    same: output === input,
    text: new TextDecoder().decode(output) + tail,
    error,
    seen: relay.seen,
  }
}

describe('a stream that passes', () => {
  test('is the same bytes, and what went by is known', () => {
    const text = chunk(call) + chunk({}, 'stop') + usageChunk + 'data: [DONE]\n\n'
    const { same, error, seen } = run(text)
    expect([same, error]).toEqual([true, undefined])
    expect(seen).toMatchObject({
      id: 'r',
      finish: { reason: 'tool-calls', native: 'stop' },
      usage: { output: { text: 2 } },
    })
  })

  test('loses only the usage nobody asked for', () => {
    const body = chunk({ content: '"usage": {' }) + chunk({}, 'stop')
    const { text, seen } = run(`${body}${usageChunk}data: [DONE]\n\n`, openaiRow, { stream: true })
    expect(text).toBe(`${body}data: [DONE]\n\n`)
    expect(seen.usage?.raw).toEqual(usage)
  })

  test('says why it is not whole', () => {
    expect(run(chunk({ content: 'a' }, 'stop')).error?.details.verdict).toBe('truncated')
    const error = { code: 503, message: 'busy' }
    const told = run(chunk({}, 'error', { error }))
    expect(told.error).toMatchObject({ kind: 'overloaded', message: 'busy' })
    expect(told.seen.error).toBe(told.error)
  })

  test('without a marker ends with the finish where the row says so', () => {
    const row: CompatibleRow = { provider: 'x', repairs: ['no-done'] }
    const { text, error } = run(chunk({ content: 'a' }, 'stop'), row)
    expect(error).toBeUndefined()
    expect(text.endsWith('data: [DONE]\n\n')).toBe(true)
    expect(run(chunk({ content: 'a' }), row).error?.details.verdict).toBe('truncated')
    const twice = run(`${chunk({ content: 'a' }, 'stop')}data: [DONE]\n\n`, row)
    expect(twice.text.match(/\[DONE\]/g)).toHaveLength(1)
  })
})

describe('a repair', () => {
  const row = (...repairs: readonly Repair[]): CompatibleRow => ({ provider: 'x', repairs })

  test('leaves chunks that need none as they were written', () => {
    const text = `: hi\n\n${chunk({ role: 'assistant', content: 'é' })}${chunk({}, 'stop')}data: [DONE]\n\n`
    expect(run(text, row('role', 'tools', 'finish'))).toMatchObject({ same: true, text })
  })

  test('takes the event line off an error', () => {
    const text = 'event: error\ndata: {"error":{"message":"x"}}\n\n'
    expect(run(text, row('role')).text).toBe('data: {"error":{"message":"x"}}\n\n')
  })

  test('gives later fragments their index and keeps the id of the first', () => {
    const first = { id: 'c', function: { name: 'f', arguments: '{' } }
    const later = { id: '', function: { arguments: '}' } }
    const { text } = run(
      `${chunk({ tool_calls: [first] })}${chunk({ tool_calls: [later] }, 'stop')}data: [DONE]\n\n`,
      row('tools'),
    )
    expect(text).toContain('"index":0,"type":"function"')
    expect(text).toContain('{"function":{"arguments":"}"},"index":0}')
  })

  test('ends calls with the word for calls', () => {
    const { text } = run(`${chunk(call, '')}data: [DONE]\n\n`, row('finish'))
    expect(text).toContain('"finish_reason":"tool_calls"')
    expect(text).toContain('"finish_reason":null')
  })
})

describe('a whole answer', () => {
  const answer = (message: JsonObject, finish = 'stop') => ({
    status: 200,
    headers: [],
    body: new TextEncoder().encode(
      JSON.stringify({ choices: [{ index: 0, message, finish_reason: finish }] }),
    ),
  })
  const row: CompatibleRow = { provider: 'x', repairs: ['tools', 'finish'] }

  test('passes when nothing is wrong with it', () => {
    const response = answer({ content: 'a' })
    expect(relayChatResponse(row, response)).toBe(response.body)
    const odd = answer({ content: 'a' }, '')
    expect(relayChatResponse(openaiRow, odd)).toBe(odd.body)
  })

  test('is rendered again when an official client would stumble', () => {
    expect(relayChatResponse(row, answer({ content: 'a' }, ''))).toBeUndefined()
    expect(relayChatResponse(row, answer({ content: [{ type: 'thinking' }] }))).toBeUndefined()
    const untyped = { tool_calls: [{ id: 'c', function: { name: 'f' } }] }
    expect(relayChatResponse(row, answer(untyped))).toBeUndefined()
  })
})
