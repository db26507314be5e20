import type { FinishReason } from '@signalbox/core'
import { describe, expect, test } from 'vitest'

import { decodeFinish, encodeFinish } from './finish.ts'

const table: readonly (readonly [FinishReason, string, string | undefined])[] = [
  ['stop', 'completed', undefined],
  ['stop-sequence', 'completed', undefined],
  ['tool-calls', 'completed', undefined],
  ['refusal', 'completed', undefined],
  ['other', 'completed', undefined],
  ['length', 'incomplete', 'max_output_tokens'],
  ['context-length', 'incomplete', 'max_output_tokens'],
  ['pause', 'incomplete', 'max_output_tokens'],
  ['content-filter', 'incomplete', 'content_filter'],
  ['recitation', 'incomplete', 'content_filter'],
  ['cancelled', 'cancelled', undefined],
  ['malformed-tool-call', 'failed', undefined],
  ['error', 'failed', undefined],
]

describe('the ending of a response', () => {
  test.each(table)('%s is written as %s %s', (reason, status, cause) => {
    const fields = encodeFinish({ reason })
    expect(fields['status']).toBe(status)
    expect(fields['incomplete_details']).toEqual(cause === undefined ? null : { reason: cause })
    expect(fields['error'] === null).toBe(status !== 'failed')
  })

  test.each([
    ['completed', undefined, [], 'stop', 'completed'],
    ['completed', undefined, [{ type: 'tool-call' }], 'tool-calls', 'completed'],
    ['completed', undefined, [{ type: 'refusal' }], 'refusal', 'completed'],
    ['incomplete', 'max_output_tokens', [], 'length', 'max_output_tokens'],
    ['incomplete', 'content_filter', [], 'content-filter', 'content_filter'],
    ['incomplete', 'steered', [], 'other', 'steered'],
    ['cancelled', undefined, [], 'cancelled', 'cancelled'],
    ['queued', undefined, [], 'other', 'queued'],
    ['failed', undefined, [], 'error', 'failed'],
  ] as const)('%s %s with %j is read as %s', (status, cause, content, reason, native) => {
    const details = cause === undefined ? null : { reason: cause }
    const finish = decodeFinish({ status, incomplete_details: details }, content)
    expect([finish.reason, finish.native]).toEqual([reason, native])
  })
})
