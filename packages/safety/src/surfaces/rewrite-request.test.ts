import type { ChatRequest, Dialect, JsonObject, Message } from '@signalbox/core'
import { describe, expect, test } from 'vitest'

import { rewriteRequest, withNotes } from './rewrite-request.ts'

const dialect = {
  name: 'toy',
  decodeRequest: (body: JsonObject): ChatRequest => ({
    operation: 'chat',
    model: 'from-body',
    messages: (body['messages'] as readonly JsonObject[]).map((message) => ({
      role: message['role'] as Message['role'],
      content: [
        message['call'] === undefined
          ? { type: 'text', text: message['text'] as string }
          : {
              type: 'tool-call',
              callId: 'c',
              name: 'f',
              kind: 'function',
              arguments: message['call'] as string,
            },
      ],
    })),
    stream: false,
  }),
} as unknown as Dialect

const body = {
  messages: [
    { role: 'user', text: 'a' },
    { role: 'assistant', call: '{"x":1}' },
  ],
}
const edited = {
  messages: [
    { role: 'user', text: 'b' },
    { role: 'assistant', call: '{"x":2}' },
  ],
}

describe('a request whose body was edited', () => {
  const decoded = dialect.decodeRequest(body) as ChatRequest
  const source = { wire: 'toy', body, headers: [] }

  test('keeps what the gateway decided, and says what the body says now', () => {
    const request: ChatRequest = { ...decoded, model: 'p/m', stream: true, sessionId: 's', source }
    const after = rewriteRequest(request, edited, [dialect]) as ChatRequest
    expect([after.model, after.stream, after.sessionId]).toEqual(['p/m', true, 's'])
    expect(after.source).toEqual({ wire: 'toy', body: edited, headers: [] })
    expect(after.messages[0]?.content).toEqual([{ type: 'text', text: 'b' }])
  })

  test('keeps the tokens that were found for a turn', () => {
    const continuity = {
      data: 'opaque',
      kind: 'thought-signature',
      issuer: { wire: 'w', provider: 'p', model: 'm' },
    } as const
    const messages = decoded.messages.map((message) => ({
      ...message,
      content: message.content.map((part) =>
        part.type === 'tool-call' ? { ...part, continuity } : part,
      ),
    }))
    const request: ChatRequest = { ...decoded, messages, source }
    const after = rewriteRequest(request, edited, [dialect]) as ChatRequest
    expect(after.messages[1]?.content).toMatchObject([{ arguments: '{"x":2}', continuity }])
  })
})

test('notes stand behind the leading system messages', () => {
  const message = (role: Message['role'], text: string): Message => ({
    role,
    content: [{ type: 'text', text }],
  })
  const request: ChatRequest = {
    operation: 'chat',
    model: 'm',
    messages: [message('system', 's'), message('user', 'u')],
    stream: false,
  }
  const { messages } = withNotes(request, ['n']) as ChatRequest
  expect(messages.map(({ role }) => role)).toEqual(['system', 'system', 'user'])
  expect(messages[1]?.content).toEqual([{ type: 'text', text: 'n' }])
  expect(withNotes(request, [])).toBe(request)
})
