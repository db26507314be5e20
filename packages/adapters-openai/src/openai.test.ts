import { Secret } from '@signalbox/core'
import { describe, expect, test } from 'vitest'

import { openai } from './openai.ts'

function wires(api?: 'auto' | 'chat' | 'responses'): readonly string[] {
  return openai({ api }).chat?.map(({ wire }) => wire) ?? []
}

describe('openai', () => {
  test('speaks both wires, or the one it is told to', () => {
    expect(wires()).toEqual(['openai-chat', 'openai-responses'])
    expect(wires('chat')).toEqual(['openai-chat'])
    expect(wires('responses')).toEqual(['openai-responses'])
  })

  test('sends its key as a bearer token', async () => {
    const request = { method: 'POST', origin: 'https://x', path: '/', headers: ['a', 'b'] } as const
    const { headers } = await openai().authorize(request, { id: 'k', key: new Secret('s3') }, 0)
    expect(headers).toEqual(['a', 'b', 'authorization', 'Bearer s3'])
  })

  test('a target’s own capabilities win', () => {
    const target = { id: 't', provider: 'openai', model: 'm', capabilities: { maxStops: 0 } }
    expect(openai().capabilities(target)).toMatchObject({ maxStops: 0, jsonSchema: 'native' })
  })
})
