import { request as httpRequest } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import type { Clock } from './clock.ts'
import { simulate, type Simulator } from './simulate.ts'

const sleeps: number[] = []
let nowMs = 1_000_000
const clock: Clock = {
  now: () => nowMs,
  wall: () => 1_767_225_600_000,
  sleep: async (ms) => {
    if (ms > 0) sleeps.push(ms)
  },
}
let fake: Simulator
beforeAll(async () => {
  fake = await simulate({ port: 0, seed: 7, clock, journalEntries: 100 })
})
afterAll(() => fake.close())
beforeEach(async () => {
  sleeps.length = 0
  await fake.clear()
  await fetch(`${fake.url}/control`, { method: 'DELETE' })
})

const messages = [{ role: 'user', content: 'hello' }]
async function chat(model: string, extra: object = {}, url: string = fake.url): Promise<Response> {
  return fetch(`${url}/openai/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer sk-secret-9876' },
    body: JSON.stringify({ model, messages, ...extra }),
  })
}
async function settled(aborted: boolean): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if ((await fake.journal()).at(-1)?.aborted === aborted) return
    await delay(5)
  }
}

describe('control and pages', () => {
  test('the start page says DEMO', async () => {
    expect(await (await fetch(fake.url)).text()).toContain('DEMO')
  })

  test('steers a model by name, and all models with a star', async () => {
    await fake.control({ '*': { tokens: 3 }, 'sim-a': { text: 'mine' } })
    const said = async (model: string): Promise<unknown> =>
      JSON.parse(await (await chat(model)).text()).choices[0].message.content
    expect(await said('sim-a')).toBe('mine')
    expect(String(await said('sim-b')).split(' ')).toHaveLength(3)
    expect(await said('sim-a?text=name%20wins')).toBe('name wins')
  })

  test('takes and shows knobs over HTTP and names a wrong one', async () => {
    const post = (body: object): Promise<Response> =>
      fetch(`${fake.url}/control`, { method: 'POST', body: JSON.stringify(body) })
    expect((await post({ 'sim-x': { fail: '503:1' } })).status).toBe(200)
    expect((await chat('sim-x')).status).toBe(503)
    const wrong = await post({ 'sim-x': { speed: 1 } })
    expect([wrong.status, await wrong.text()]).toEqual([400, expect.stringContaining('speed')])
    const shown = await (await fetch(`${fake.url}/control`)).json()
    expect(shown).toEqual({ models: { 'sim-x': { fail: '503:1' } } })
  })

  test('takes knobs for one model, or for all of them, without a name around them', async () => {
    const post = async (body: object): Promise<unknown> =>
      (await fetch(`${fake.url}/control`, { method: 'POST', body: JSON.stringify(body) })).json()
    expect(await post({ model: 'sim-y', fail: '503:1' })).toEqual({
      models: { 'sim-y': { fail: '503:1' } },
    })
    expect(await post({ ttft: 5 })).toMatchObject({ models: { '*': { ttft: 5 } } })
    expect(await post({ model: 'sim-y' })).toMatchObject({
      error: { message: expect.stringContaining('no model') },
    })
    expect(await post({ speed: 1 })).toMatchObject({ error: {} })
  })

  test('answers 404 in its own words outside, in the provider words inside', async () => {
    expect((await fetch(`${fake.url}/nowhere`)).status).toBe(404)
    const inside = await (await fetch(`${fake.url}/anthropic/v1/nowhere`)).json()
    expect(inside).toMatchObject({ type: 'error', error: { type: 'not_found_error' } })
  })
})

describe('determinism', () => {
  test('two simulators of one seed give the same bytes, another seed others', async () => {
    const run = async (seed: number): Promise<string> => {
      await using one = await simulate({ port: 0, seed, clock })
      const texts: string[] = []
      for (const model of ['sim', 'sim?fail=503:0.5', 'sim?fail=503:0.5', 'sim?fail=503:0.5']) {
        texts.push(await (await chat(model, { stream: true }, one.url)).text())
      }
      return texts.join('\n')
    }
    const first = await run(3)
    expect(await run(3)).toBe(first)
    expect(await run(4)).not.toBe(first)
  })
})

describe('pace', () => {
  test('waits ttft once and interval between chunks, without real time', async () => {
    await (await chat('sim?ttft=50&interval=10&tokens=4', { stream: true })).text()
    expect(sleeps).toEqual([50, 10, 10, 10])
  })

  test('a whole answer takes as long as its stream would', async () => {
    await (await chat('sim?ttft=50&interval=10&tokens=4')).text()
    expect(sleeps).toEqual([80])
  })

  test('slow delays errors too', async () => {
    expect((await chat('sim?slow=70&fail=500')).status).toBe(500)
    expect(sleeps).toEqual([70])
  })
})

describe('faults', () => {
  test('cut ends a stream early and without its ending', async () => {
    const text = await (await chat('sim?tokens=9&cut=4', { stream: true })).text()
    expect(text.match(/"content":" /gu)).toHaveLength(3)
    expect(text).not.toContain('[DONE]')
    expect((await fake.journal())[0]).toMatchObject({
      sentChunks: 4,
      aborted: false,
      billed: { output: 4 },
    })
  })

  test('cut=0 sends the frames before the content and no content', async () => {
    const text = await (await chat('sim?cut=0', { stream: true })).text()
    expect(text).toContain('"role":"assistant"')
    expect((await fake.journal())[0]).toMatchObject({
      sentChunks: 0,
      billed: { input: 0, output: 0 },
    })
  })

  test('reset destroys the socket and is not the client leaving', async () => {
    const response = await chat('sim?reset=2', { stream: true })
    await expect(response.text()).rejects.toThrow('terminated')
    expect((await fake.journal())[0]).toMatchObject({ status: 200, sentChunks: 2, aborted: false })
  })

  test.each(['cut=1', 'reset=1'])('%s breaks a whole answer in its middle', async (knob) => {
    const read = chat(`sim?${knob}`).then((response) => response.json())
    await expect(read).rejects.toThrow(/JSON|terminated/u)
    expect((await fake.journal())[0]?.billed.output).toBe(0)
  })

  test('inband and error=mid send the wire error inside a 200 stream', async () => {
    for (const knob of ['inband=2', 'error=mid']) {
      const response = await chat(`sim?${knob}`, { stream: true })
      expect(response.status).toBe(200)
      expect((await response.text()).trimEnd().split('\n').at(-1)).toContain('data: {"error":')
    }
    expect((await fake.journal()).map(({ sentChunks }) => sentChunks)).toEqual([2, 3])
  })

  test.each([
    ['headers', 0, false],
    ['body', 200, true],
    ['3', 200, true],
  ])('hang=%s stalls until the client leaves', async (where, status, answered) => {
    const leave = new AbortController()
    const asked = fetch(`${fake.url}/openai/v1/chat/completions`, {
      method: 'POST',
      body: JSON.stringify({ model: `sim?hang=${where}`, messages, stream: true }),
      signal: leave.signal,
    })
    const first = await Promise.race([asked.then(() => true), delay(40).then(() => false)])
    expect(first).toBe(answered)
    leave.abort()
    await asked.then((response) => response.text()).catch(() => undefined)
    await settled(true)
    const sentChunks = where === '3' ? 3 : 0
    expect((await fake.journal())[0]).toMatchObject({ status, aborted: true, sentChunks })
  })

  test('a client that leaves stops the count and the bill', async () => {
    await using real = await simulate({ port: 0 })
    const body = JSON.stringify({ model: 'sim?tokens=5000&interval=1', messages, stream: true })
    await new Promise<void>((resolve) => {
      const out = httpRequest(
        `${real.url}/openai/v1/chat/completions`,
        { method: 'POST' },
        (response) => {
          response.once('data', () => {
            out.destroy()
            resolve()
          })
          response.on('error', () => undefined)
        },
      )
      out.on('error', () => undefined)
      out.end(body)
    })
    let entry = (await real.journal())[0]
    for (let tries = 0; tries < 200 && entry?.aborted !== true; tries++) {
      await delay(5)
      entry = (await real.journal())[0]
    }
    await delay(20)
    const later = (await real.journal())[0]
    expect(entry?.aborted).toBe(true)
    expect(later?.sentChunks).toBeLessThan(1_000)
    expect([later?.sentChunks, later?.billed.output]).toEqual([
      entry?.sentChunks,
      entry?.sentChunks,
    ])
  })

  test('a client that leaves before a whole answer is billed nothing', async () => {
    await using real = await simulate({ port: 0 })
    const leave = new AbortController()
    const asked = fetch(`${real.url}/openai/v1/chat/completions`, {
      method: 'POST',
      body: JSON.stringify({ model: 'sim?ttft=60000', messages }),
      signal: leave.signal,
    }).catch(() => 'left')
    await delay(30)
    leave.abort()
    expect(await asked).toBe('left')
    for (let tries = 0; tries < 200 && !(await real.journal())[0]?.aborted; tries++) await delay(5)
    expect((await real.journal())[0]).toMatchObject({
      aborted: true,
      sentChunks: 0,
      billed: { input: 0, output: 0 },
    })
  })

  test('a slow reader of a huge stream holds the sender back', async () => {
    const response = await chat('sim?tokens=200000', { stream: true })
    let [before, held] = [-1, 0]
    while (before !== held) {
      await delay(100)
      before = held
      held = (await fake.journal())[0]?.sentChunks ?? 0
    }
    expect(held).toBeLessThan(200_000)
    await response.body?.cancel()
    await settled(true)
    expect((await fake.journal())[0]?.aborted).toBe(true)
  })

  test('split writes small pieces that add up to the same bytes', async () => {
    await using one = await simulate({ port: 0, seed: 5, clock })
    await using two = await simulate({ port: 0, seed: 5, clock })
    await two.control({ sim: { split: 1 } })
    const [whole, split] = await Promise.all(
      [one, two].map(async ({ url }) => (await chat('sim', { stream: true }, url)).text()),
    )
    expect(split).toBe(whole)
  })

  test('rpm refuses what is too much for a key in a minute', async () => {
    const statuses: number[] = []
    for (let index = 0; index < 3; index++) statuses.push((await chat('sim-rpm?rpm=2')).status)
    const last = await chat('sim-rpm?rpm=2')
    expect([...statuses, last.status]).toEqual([200, 200, 429, 429])
    expect(last.headers.get('retry-after')).toBe('60')
    nowMs += 60_000
    expect((await chat('sim-rpm?rpm=2')).headers.get('x-ratelimit-remaining-requests')).toBe('1')
  })
})

describe('journal', () => {
  test('shows what was asked and billed, without the key', async () => {
    await chat('sim?usage=1000,200&cached=300')
    const { entries } = (await (await fetch(`${fake.url}/journal`)).json()) as { entries: object[] }
    expect(entries).toHaveLength(1)
    expect(entries[0]).toMatchObject({
      at: '2026-01-01T00:00:00.000Z',
      method: 'POST',
      path: '/openai/v1/chat/completions',
      wire: 'openai-chat',
      model: 'sim?usage=1000,200&cached=300',
      stream: false,
      key: '…9876',
      body: { messages },
      status: 200,
      aborted: false,
      billed: { input: 700, cacheRead: 300, cacheWrite: 0, output: 200, reasoning: 0 },
    })
    expect(JSON.stringify(entries)).not.toContain('secret')
  })

  test('takes a key out of the path', async () => {
    await fetch(`${fake.url}/google/v1beta/models/sim:countTokens?key=AIzaSecret&alt=json`, {
      method: 'POST',
      body: '{}',
    })
    expect((await fake.journal())[0]).toMatchObject({
      path: '/google/v1beta/models/sim:countTokens?alt=json',
      key: '…cret',
    })
  })

  test('bills nothing for what was refused, and DELETE empties it', async () => {
    await chat('sim?fail=429')
    expect((await fake.journal())[0]).toMatchObject({
      status: 429,
      billed: { input: 0, output: 0 },
    })
    await fetch(`${fake.url}/journal`, { method: 'DELETE' })
    expect(await fake.journal()).toEqual([])
  })

  test('is bounded', async () => {
    await using small = await simulate({ port: 0, clock, journalEntries: 2 })
    for (const model of ['a', 'b', 'c']) await chat(model, {}, small.url)
    expect((await small.journal()).map(({ model }) => model)).toEqual(['b', 'c'])
  })
})

test('a body that is no JSON is refused in the provider words', async () => {
  const response = await fetch(`${fake.url}/openai/v1/chat/completions`, {
    method: 'POST',
    body: '{',
  })
  expect(response.status).toBe(400)
  expect(await response.json()).toMatchObject({ error: { type: 'invalid_request_error' } })
})

test('close ends hanging requests and is safe to repeat', async () => {
  const one = await simulate({ port: 0, clock })
  const hanging = chat('sim?hang=headers', {}, one.url).then(
    () => 'answered',
    () => 'failed',
  )
  await delay(20)
  await one.close()
  await one.close()
  expect(await hanging).toBe('failed')
})
