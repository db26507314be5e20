import type { FinishReason } from '@signalbox/core'
import { describe, expect, test } from 'vitest'

import { decodeFinish, encodeFinish, visibleFinish } from './finish-reason.ts'

const plain = { calls: false, refusal: false }

describe('finish reasons', () => {
  const words: readonly (readonly [string, FinishReason])[] = [
    ['stop', 'stop'],
    ['eos', 'stop'],
    ['length', 'length'],
    ['model_length', 'context-length'],
    ['tool_calls', 'tool-calls'],
    ['function_call', 'tool-calls'],
    ['content_filter', 'content-filter'],
    ['abort', 'cancelled'],
    ['error', 'error'],
    ['insufficient_system_resource', 'error'],
    ['something_new', 'other'],
  ]
  test.each(words)('%s is %s and stays known by its own word', (native, reason) => {
    expect(decodeFinish(native, plain)).toEqual({ reason, native })
  })

  test('calls decide over stop, refusals too, and neither over length', () => {
    expect(decodeFinish('stop', { calls: true, refusal: false }).reason).toBe('tool-calls')
    expect(decodeFinish('stop', { calls: false, refusal: true }).reason).toBe('refusal')
    expect(decodeFinish('length', { calls: true, refusal: false }).reason).toBe('length')
  })

  test('an empty word is none', () => {
    expect(decodeFinish('', plain)).toEqual({ reason: 'stop' })
    expect(decodeFinish(undefined, { calls: true, refusal: false })).toEqual({
      reason: 'tool-calls',
    })
  })

  test('a refusal without words of its own is told as a filter', () => {
    const refusal = { reason: 'refusal', native: 'refusal' } as const
    expect(visibleFinish(refusal, [{ type: 'text' }]).reason).toBe('content-filter')
    expect(visibleFinish(refusal, [{ type: 'text' }, { type: 'refusal' }])).toBe(refusal)
    const stop = { reason: 'stop' } as const
    expect(visibleFinish(stop, [])).toBe(stop)
  })

  const said: readonly (readonly [FinishReason, string])[] = [
    ['stop', 'stop'],
    ['stop-sequence', 'stop'],
    ['refusal', 'stop'],
    ['pause', 'stop'],
    ['length', 'length'],
    ['context-length', 'length'],
    ['tool-calls', 'tool_calls'],
    ['content-filter', 'content_filter'],
    ['recitation', 'content_filter'],
  ]
  test.each(said)('%s is said as %s', (reason, word) => {
    expect(encodeFinish({ reason })).toBe(word)
  })
})
