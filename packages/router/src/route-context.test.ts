import { createContext, type ChatRequest, type GatewayRequest } from '@signalbox/core'
import { describe, expect, test } from 'vitest'

import { routeRequestOf } from './route-context.ts'

const text = (words: string) => ({ type: 'text', text: words }) as const
const chat = (more: Partial<ChatRequest> = {}): ChatRequest => ({
  operation: 'chat',
  model: 'm',
  messages: [
    { role: 'system', content: [text('Be brief.')] },
    { role: 'user', content: [text('What is this?')] },
  ],
  stream: true,
  ...more,
})
const asked = (request: GatewayRequest) => routeRequestOf(createContext({ request, id: 'x' }))

describe('a request as the router sees it', () => {
  test.each<[string, GatewayRequest, number]>([
    ['chat', chat(), 15],
    ['chat', { operation: 'count-tokens', model: 'm', chat: chat() }, 15],
    [
      'embedding',
      { operation: 'embed', model: 'm', inputs: [[text('12345678')], [text('1234')]] },
      4,
    ],
    ['rerank', { operation: 'rerank', model: 'm', query: '1234', documents: ['12345678'] }, 4],
    ['moderation', { operation: 'moderate', model: 'm', content: [text('1234')] }, 2],
    ['image', { operation: 'image', model: 'm', prompt: '12345678', content: [] }, 3],
    ['audio', { operation: 'speech', model: 'm', content: [text('1234')] }, 2],
    ['audio', { operation: 'transcribe', model: 'm', content: [] }, 0],
  ])('%s with its size', (kind, request, inputTokens) => {
    expect(asked(request)).toMatchObject({ id: 'x', kind, inputTokens })
  })

  test('a failed tool and a repeated question are seen', () => {
    const said = (words: string) => ({ role: 'user', content: [text(words)] }) as const
    const again = [said('Where is it?'), { role: 'assistant', content: [text('There.')] } as const]
    expect(asked(chat({ messages: [...again, said('where is it?')] })).meta?.userRetry).toBe(true)
    expect(asked(chat({ messages: [...again, said('And the other?')] })).meta?.userRetry).toBe(
      false,
    )
    const result = { type: 'tool-result', callId: 'c', content: [text('no')] } as const
    const called = (isError: boolean) =>
      asked(chat({ messages: [{ role: 'tool', content: [{ ...result, isError }] }] })).meta
    expect(called(true)?.toolFailed).toBe(true)
    expect(called(false)?.toolFailed).toBe(false)
  })

  test('needs follow from what is in it', () => {
    const url = { type: 'url', url: 'https://x.example/1' } as const
    const media = (['image', 'audio', 'video', 'file'] as const).map(
      (kind) => ({ type: 'media', kind, source: url }) as const,
    )
    const request = chat({
      messages: [{ role: 'user', content: media }],
      tools: [{ type: 'function', name: 'f' }],
      toolChoice: 'required',
      parallelToolCalls: true,
      format: { type: 'json-schema', schema: {} },
      reasoning: { effort: 'low' },
    })
    expect(asked(request).needs?.toSorted()).toEqual([
      'audio',
      'json_schema',
      'parallel_tools',
      'pdf',
      'reasoning',
      'tool_choice',
      'tools',
      'video',
      'vision',
    ])
    expect(asked(chat({ tools: [] })).needs).toEqual([])
  })

  test('the same opening is the same conversation; a tenant or a tool makes another', () => {
    const later = chat({
      messages: [...chat().messages, { role: 'user', content: [text('And that?')] }],
    })
    const key = (request: GatewayRequest) => asked(request).affinityKey
    expect(key(later)).toBe(key(chat()))
    expect(key(chat({ tools: [{ type: 'function', name: 'f' }] }))).not.toBe(key(chat()))
    expect(key(chat({ sessionId: 's', promptCache: { key: 'k' } }))).toBe(':k')
    expect(key(chat({ sessionId: 's' }))).toBe(':s')
  })

  test('what acts or keeps state is not safe to repeat', () => {
    const server = { type: 'server', wire: 'w', tool: 'search', value: {} } as const
    const safe = (request: ChatRequest) => asked(request).meta?.replaySafe
    expect([chat(), chat({ tools: [server] }), chat({ state: {} })].map(safe)).toEqual([
      true,
      false,
      false,
    ])
  })
})
