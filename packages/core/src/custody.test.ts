import { describe, expect, test } from 'vitest'

import { collect } from './collect.ts'
import type { Message, Part } from './content.ts'
import { createCustody } from './custody.ts'
import { explode } from './explode.ts'
import { memoryStore } from './memory-store.ts'
import type { ChatRequest } from './request.ts'
import type { Completion, StreamEvent } from './response.ts'
import { eventStream } from './stream-of.ts'
import { openToken, sealToken } from './token-envelope.ts'

const key = new Uint8Array(32).fill(7)
const scope = { partition: 'p', wire: 'client-wire' }
const target = { id: 't', provider: 'acme', model: 'deep', account: 'one' }
const issuer = { wire: 'far-wire', provider: '', model: 'deep' }
const reasoning: Part = {
  type: 'reasoning',
  text: 'hm',
  form: 'full',
  continuity: { data: 'SIGNED', kind: 'signature', issuer },
}
const call: Part = { type: 'tool-call', callId: 'c1', name: 'f', kind: 'function', arguments: '{}' }

function completionOf(...content: readonly Part[]): Completion {
  const message: Message = { role: 'assistant', content }
  return { id: '1', model: 'deep', candidates: [{ message, finish: { reason: 'tool-calls' } }] }
}

function requestOf(...content: readonly Part[]): ChatRequest {
  const messages: Message[] = [{ role: 'assistant', content }]
  return { operation: 'chat', model: 'm', messages, stream: false }
}

const setUp = () => createCustody({ key, store: memoryStore() })

async function seal(custody: ReturnType<typeof setUp>, completion: Completion, stream: boolean) {
  const reply = stream
    ? ({ type: 'stream', events: eventStream(explode(completion)) } as const)
    : ({ type: 'completion', completion } as const)
  const sealed = custody.seal(reply, scope, target)
  if (sealed.type === 'completion') return sealed.completion
  if (sealed.type !== 'stream') throw new Error('neither')
  const events: StreamEvent[] = []
  for await (const event of sealed.events) events.push(event)
  return collect(events)
}

const contentOf = (request: { messages?: readonly Message[] }) => request.messages?.[0]?.content

describe.each([false, true])('a foreign token (stream: %s)', (stream) => {
  test('travels sealed and comes back to its issuer unchanged', async () => {
    const custody = setUp()
    const sealed = await seal(custody, completionOf(reasoning, call), stream)
    const content = sealed.candidates[0]?.message.content ?? []
    expect(content[0]?.continuity?.data).toMatch(/^sb1\./)
    const opened = (await custody.open(requestOf(...content), scope)) as ChatRequest
    expect(contentOf(opened)?.[0]?.continuity).toEqual({
      data: 'SIGNED',
      kind: 'signature',
      issuer: { ...issuer, provider: 'acme', account: 'one' },
    })
  })

  test('is found again for a client that dropped it, but for nobody else', async () => {
    const custody = setUp()
    await seal(custody, completionOf(reasoning, call), stream)
    const found = (await custody.open(requestOf(call), scope)) as ChatRequest
    expect(contentOf(found)?.map(({ type }) => type)).toEqual(['reasoning', 'tool-call'])
    const other = requestOf(call)
    expect(await custody.open(other, { ...scope, partition: 'q' })).toBe(other)
  })

  test('marks reasoning that nobody signed, and opens to no token', async () => {
    const custody = setUp()
    const sealed = await seal(
      custody,
      completionOf({ ...reasoning, continuity: undefined }),
      stream,
    )
    const content = sealed.candidates[0]?.message.content ?? []
    expect(content[0]?.continuity?.data).toMatch(/^sb1\./)
    const request = requestOf(...content)
    const opened = (await custody.open(request, scope)) as ChatRequest
    expect(opened).not.toBe(request)
    expect(contentOf(opened)?.[0]?.continuity).toBeUndefined()
  })
})

test('a token of the client’s own wire passes as it is, and the request stays the same object', async () => {
  const custody = setUp()
  const own = {
    ...reasoning,
    continuity: { ...reasoning.continuity!, issuer: { ...issuer, wire: 'client-wire' } },
  }
  const sealed = await seal(custody, completionOf(own), false)
  expect(sealed.candidates[0]?.message.content[0]).toEqual(own)
  const request = requestOf(own)
  expect(await custody.open(request, scope)).toBe(request)
})

test('a call’s own token that travelled in a reasoning slot goes back to its call', async () => {
  const token = { data: 'THOUGHT', kind: 'thought-signature', issuer } as const
  const slot: Part = {
    type: 'reasoning',
    text: '',
    form: 'full',
    continuity: { ...token, data: sealToken(token, key) },
  }
  const opened = (await setUp().open(requestOf(slot, call), scope)) as ChatRequest
  expect(contentOf(opened)).toEqual([{ ...call, continuity: token }])
})

test('an envelope that somebody changed, or sealed with another key, does not open', () => {
  const sealed = sealToken(reasoning.continuity!, key)
  expect(openToken(sealed, key)?.data).toBe('SIGNED')
  expect(openToken(sealed, new Uint8Array(32))).toBeUndefined()
  for (let i = 4; i < sealed.length - 1; i++) {
    const forged = `${sealed.slice(0, i)}${sealed[i] === 'A' ? 'B' : 'A'}${sealed.slice(i + 1)}`
    expect(openToken(forged, key)).toBeUndefined()
  }
  expect(openToken('sb1.%%%', key)).toBeUndefined()
})

test('a store that is away costs the tokens, not the request', async () => {
  const store = { ...memoryStore(), get: () => Promise.reject(new Error('away')) }
  const request = requestOf(call)
  expect(await createCustody({ key, store }).open(request, scope)).toBe(request)
})

test('turns are looked up together, not one after another', async () => {
  let waiting = 0
  let together = 0
  const store = {
    ...memoryStore(),
    get: async () => {
      together = Math.max(together, ++waiting)
      await Promise.resolve()
      waiting--
      return undefined
    },
  }
  const request = requestOf(call)
  const messages = [...request.messages, ...request.messages, ...request.messages]
  await createCustody({ key, store }).open({ ...request, messages }, scope)
  expect(together).toBe(3)
})
