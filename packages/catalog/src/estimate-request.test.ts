import type { ChatRequest, Part } from '@signalbox/core'
import { expect, test } from 'vitest'

import { estimateUsage } from './estimate-request.ts'

function inputOf(content: readonly Part[], more: Partial<ChatRequest> = {}): number {
  const request: ChatRequest = {
    operation: 'chat',
    model: 'm',
    messages: [{ role: 'user', content }],
    stream: false,
    ...more,
  }
  return estimateUsage(request).input.uncached
}

const text: Part = { type: 'text', text: 'x'.repeat(35) }
const image: Part = {
  type: 'media',
  kind: 'image',
  source: { type: 'url', url: 'https://a.example/b.png' },
}

test.each<readonly [string, readonly Part[], number]>([
  ['text by its length', [text], 14],
  ['text that is not Latin by its letters', [{ type: 'text', text: '日本語' }], 7],
  ['an image as a thousand tokens', [image], 1_004],
  [
    'a text file by its text',
    [{ ...image, kind: 'file', source: { type: 'text', text: 'x'.repeat(35) } }],
    14,
  ],
  [
    'a tool call by name and arguments',
    [
      {
        type: 'tool-call',
        callId: '1',
        name: 'xxxxxxx',
        kind: 'function',
        arguments: 'x'.repeat(7),
      },
    ],
    12,
  ],
  ['a tool result by its parts', [{ type: 'tool-result', callId: '1', content: [text] }], 18],
  ['what is opaque by its JSON', [{ type: 'opaque', wire: 'w', kind: 'k', value: 'xxxxx' }], 6],
  ['a reference as nothing', [{ type: 'reference', ref: 'r' }], 4],
])('%s', (_, content, tokens) => {
  expect(inputOf(content)).toBe(tokens)
})

test('tools are sent with every request', () => {
  expect(inputOf([], { tools: [{ type: 'function', name: 'f' }] })).toBeGreaterThan(inputOf([]))
})

test('every candidate may use the whole allowance', () => {
  const chat = { operation: 'chat', model: 'm', messages: [], stream: false } as const
  expect(estimateUsage({ ...chat, maxOutputTokens: 50, candidates: 3 }).output.text).toBe(150)
  expect(estimateUsage(chat).output.text).toBe(1_024)
})

test('counting tokens costs nothing, drawing a picture its prompt', () => {
  const chat = { operation: 'chat', model: 'm', messages: [], stream: false } as const
  const counted = estimateUsage({ operation: 'count-tokens', model: 'm', chat })
  expect(counted.input.uncached).toBe(0)
  const drawn = estimateUsage({ operation: 'image', model: 'm', prompt: 'xxxxxxx', content: [] })
  expect([drawn.input.uncached, drawn.output.text]).toEqual([2, 0])
})
