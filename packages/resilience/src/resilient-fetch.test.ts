import { virtualClock } from '@signalbox/testing'
import { describe, expect, test } from 'vitest'

import { resilientFetch, type Fetch, type ResilientFetchOptions } from './resilient-fetch.ts'

type Answer = Response | Error

function setup(answers: readonly Answer[], options: ResilientFetchOptions = {}) {
  const clock = virtualClock()
  const seen: string[] = []
  const fetcher: Fetch = async (input) => {
    const request = new Request(input)
    seen.push(`${request.method} ${request.url} ${await request.text()}`.trim())
    const answer = answers[Math.min(seen.length, answers.length) - 1]
    if (answer instanceof Error) throw answer
    return answer?.clone() ?? new Response()
  }
  const call = resilientFetch(fetcher, { clock, random: () => 0.5, ...options })
  const get = async (url: string, init?: RequestInit) => {
    const reply = call(url, init).catch((thrown: unknown) => thrown as Error)
    for (let i = 0; i < 20; i++) await clock.advance(1000)
    return reply
  }
  return { get, seen, clock }
}

const busy = new Response('busy', { status: 503 })
const fine = new Response('fine')

describe('a resilient fetch', () => {
  test('repeats a GET until the server can', async () => {
    const { get, seen } = setup([new Response('', { status: 500 }), busy, fine])
    const response = await get('http://a/x?y=1')
    expect(response).toBeInstanceOf(Response)
    expect(await (response as Response).text()).toBe('fine')
    expect(seen).toEqual(Array.from({ length: 3 }, () => 'GET http://a/x?y=1'))
  })

  test('gives the last response back when the attempts are spent', async () => {
    const { get, seen } = setup([busy], { retry: { maxAttempts: 2 } })
    const response = (await get('http://a/')) as Response
    expect(response.status).toBe(503)
    expect(await response.text()).toBe('busy')
    expect(seen).toHaveLength(2)
  })

  test('passes what is an answer, a refusal of the request too', async () => {
    const { get, seen } = setup([new Response('', { status: 404 })])
    expect(await get('http://a/')).toMatchObject({ status: 404 })
    expect(seen).toHaveLength(1)
  })

  test('sends a POST again only where nothing ran, with the same body', async () => {
    const post = { method: 'POST', body: 'data' }
    const once = setup([new Response('', { status: 500 }), fine])
    expect(await once.get('http://a/', post)).toMatchObject({ status: 500 })
    const again = setup([new Response('', { status: 429, headers: { 'retry-after': '1' } }), fine])
    expect(await again.get('http://a/', post)).toMatchObject({ status: 200 })
    expect(again.seen).toEqual(['POST http://a/ data', 'POST http://a/ data'])
  })

  test('goes to another origin, also with a POST', async () => {
    const reset = new TypeError('fetch failed', { cause: { code: 'ECONNRESET' } })
    const { get, seen } = setup([reset, fine], { origins: ['http://b:81'] })
    expect(await get('http://a/x', { method: 'POST', body: 'data' })).toMatchObject({ status: 200 })
    expect(seen).toEqual(['POST http://a/x data', 'POST http://b:81/x data'])
  })

  test('throws the network’s own error, and after no connection tries once more', async () => {
    const refused = new TypeError('fetch failed', { cause: { code: 'ECONNREFUSED' } })
    const { get, seen } = setup([refused])
    expect(await get('http://a/', { method: 'POST', body: 'data' })).toBe(refused)
    expect(seen).toHaveLength(2)
  })

  test('obeys its caller’s signal and sends a body that flows by once', async () => {
    const stop = new AbortController()
    const slow = setup([busy])
    const reply = slow.get('http://a/', { signal: stop.signal })
    stop.abort(new Error('enough'))
    expect(await reply).toMatchObject({ message: 'enough' })
    const flowing = setup([busy, fine])
    const init = { method: 'PUT', body: new Blob(['data']).stream(), duplex: 'half' } as const
    expect(await flowing.get('http://a/', init)).toMatchObject({ status: 503 })
    expect(flowing.seen).toEqual(['PUT http://a/ data'])
  })
})
