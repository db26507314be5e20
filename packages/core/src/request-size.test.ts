import { expect, test } from 'vitest'

import type { Part } from './content.ts'
import { createContext } from './create-context.ts'
import { requestSize, sizeOf } from './request-size.ts'
import type { ChatRequest } from './request.ts'

const chat = { operation: 'chat', model: 'm', messages: [], stream: false } as const

function inputOf(content: readonly Part[], more: Partial<ChatRequest> = {}): number {
  const request: ChatRequest = {
    operation: 'chat',
    model: 'm',
    messages: [{ role: 'user', content }],
    stream: false,
    ...more,
  }
  return requestSize(request).tokensIn
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
  ['an image as a large one', [image], 1_604],
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
  expect(requestSize({ ...chat, maxOutputTokens: 50, candidates: 3 }).tokensOut).toBe(150)
  expect(requestSize({ ...chat, candidates: 2 }).tokensOut).toBe(2_048)
})

test('what is no chat has no output, and counting tokens takes none', () => {
  const content = [text]
  const sizes = [
    { operation: 'count-tokens', model: 'm', chat },
    { operation: 'embed', model: 'm', inputs: [content, content] },
    { operation: 'rerank', model: 'm', query: 'x'.repeat(7), documents: ['x'.repeat(35)] },
    { operation: 'moderate', model: 'm', content },
    { operation: 'image', model: 'm', prompt: 'xxxxxxx', content: [] },
  ] as const
  expect(sizes.map((request) => requestSize(request).tokensIn)).toEqual([0, 20, 12, 10, 2])
  expect(sizes.map((request) => requestSize(request).tokensOut)).toEqual([0, 0, 0, 0, 0])
})

test('a context and its forks estimate a request once', () => {
  const context = createContext({ request: chat })
  const size = sizeOf(context)
  expect(sizeOf(context)).toBe(size)
  expect(sizeOf(context.fork())).toBe(size)
  const longer = { ...chat, messages: [{ role: 'user', content: [text] }] } as const
  expect(sizeOf(context.fork({ request: longer })).tokensIn).toBe(14)
  expect(sizeOf(context)).toEqual(size)
})
