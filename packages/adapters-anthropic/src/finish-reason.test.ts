import type { FinishReason } from '@signalbox/core'
import { describe, expect, test } from 'vitest'

import { decodeFinish, encodeFinish } from './finish-reason.ts'

describe('finish reasons', () => {
  test.each<[string, FinishReason]>([
    ['end_turn', 'stop'],
    ['stop_sequence', 'stop-sequence'],
    ['max_tokens', 'length'],
    ['model_context_window_exceeded', 'context-length'],
    ['tool_use', 'tool-calls'],
    ['pause_turn', 'pause'],
    ['refusal', 'refusal'],
    ['from_the_future', 'other'],
  ])('%s is read as %s and written back as it was', (native, reason) => {
    const finish = decodeFinish({ stop_reason: native, stop_sequence: null }, false)
    expect(finish).toEqual({ reason, native })
    expect(encodeFinish(finish, true, false)).toEqual({ stop_reason: native, stop_sequence: null })
  })

  test.each<[FinishReason, boolean, string]>([
    ['stop', false, 'end_turn'],
    ['stop', true, 'tool_use'],
    ['stop-sequence', false, 'stop_sequence'],
    ['length', true, 'max_tokens'],
    ['context-length', false, 'model_context_window_exceeded'],
    ['tool-calls', true, 'tool_use'],
    ['content-filter', false, 'refusal'],
    ['recitation', false, 'refusal'],
    ['refusal', false, 'refusal'],
    ['pause', false, 'pause_turn'],
    ['malformed-tool-call', false, 'end_turn'],
    ['other', false, 'end_turn'],
  ])('%s of another wire (calls: %s) is said as %s', (reason, hasCalls, word) => {
    expect(encodeFinish({ reason, native: 'x' }, false, hasCalls)).toMatchObject({
      stop_reason: word,
    })
  })

  test('a gateway’s own ending of an own answer is said in this wire’s words', () => {
    expect(encodeFinish({ reason: 'content-filter' }, true, false)).toMatchObject({
      stop_reason: 'refusal',
      stop_details: { type: 'refusal' },
    })
  })

  test('an ending the provider never named stays without a word', () => {
    expect(decodeFinish({ stop_reason: null }, false)).toEqual({ reason: 'other' })
  })
})
