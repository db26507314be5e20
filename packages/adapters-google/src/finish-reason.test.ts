import type { FinishReason } from '@signalbox/core'
import { expect, test } from 'vitest'

import { decodeFinish, encodeFinish } from './finish-reason.ts'

const words: readonly (readonly [string, FinishReason])[] = [
  ['STOP', 'stop'],
  ['MAX_TOKENS', 'length'],
  ['SAFETY', 'content-filter'],
  ['RECITATION', 'recitation'],
  ['LANGUAGE', 'recitation'],
  ['OTHER', 'other'],
  ['BLOCKLIST', 'content-filter'],
  ['PROHIBITED_CONTENT', 'content-filter'],
  ['SPII', 'content-filter'],
  ['MALFORMED_FUNCTION_CALL', 'malformed-tool-call'],
  ['IMAGE_SAFETY', 'content-filter'],
  ['NO_IMAGE', 'recitation'],
  ['CONTINUATION', 'pause'],
  ['MODEL_ARMOR', 'content-filter'],
]

test.each(words)('%s is %s and keeps its word', (native, reason) => {
  expect(decodeFinish(native, false)).toEqual({ reason, native })
  expect(encodeFinish({ reason, native })).toBe(native)
})

test('calls turn STOP into tool-calls, and nothing else', () => {
  expect(decodeFinish('STOP', true).reason).toBe('tool-calls')
  expect(decodeFinish('MAX_TOKENS', true).reason).toBe('length')
  expect(decodeFinish(1, false)).toEqual({ reason: 'stop', native: 'STOP' })
  expect(decodeFinish('constructor', false).reason).toBe('other')
  expect(decodeFinish('BRAND_NEW', false)).toEqual({ reason: 'other', native: 'BRAND_NEW' })
})

test.each<[FinishReason, string]>([
  ['stop-sequence', 'STOP'],
  ['tool-calls', 'STOP'],
  ['context-length', 'MAX_TOKENS'],
  ['refusal', 'SAFETY'],
  ['pause', 'CONTINUATION'],
  ['error', 'OTHER'],
])('%s of another wire is %s', (reason, word) => {
  expect(encodeFinish({ reason, native: 'their_word' })).toBe(word)
})
