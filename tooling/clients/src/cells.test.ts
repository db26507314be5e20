import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { anthropicDriver } from './anthropic-driver.ts'
import type { Driver } from './driver.ts'
import { googleDriver } from './google-driver.ts'
import { openaiChatDriver } from './openai-chat-driver.ts'
import { openaiResponsesDriver } from './openai-responses-driver.ts'
import { openStage, providerWires, type Stage } from './stage.ts'

const drivers: readonly (readonly [string, (url: string) => Driver])[] = [
  ['openai chat', openaiChatDriver],
  ['openai responses', openaiResponsesDriver],
  ['anthropic', anthropicDriver],
  ['google', googleDriver],
]

const cells = drivers.flatMap(([name, make]) => providerWires.map((wire) => ({ name, make, wire })))

let stage: Stage

beforeAll(async () => {
  stage = await openStage()
  await stage.simulator.control({
    'sim-plain': { usage: '100,20', interval: 0 },
    'sim-one': { tools: 1 },
    'sim-two': { tools: 2 },
    'sim-think': { tools: 1, reasoning: 1 },
    'sim-busy': { fail: '503:1' },
    'sim-cut': { cut: 3, tokens: 50 },
    'sim-endless': { tokens: 100_000, interval: 5 },
    'sim-silent': { hang: 'headers' },
  })
})

afterAll(async () => {
  await stage[Symbol.asyncDispose]()
})

describe.each(cells)('$name client, $wire provider', ({ make, wire }) => {
  const model = (name: string) => `${wire}/${name}`
  let driver: Driver
  beforeAll(() => {
    driver = make(stage.url)
  })

  test('a question gets an answer with its usage', async () => {
    const answer = await driver.plain(model('sim-plain'))
    expect(answer.text).toContain('DEMO')
    expect(answer).toMatchObject({ inputTokens: 100, outputTokens: 20 })
  })

  test('a stream arrives in pieces and ends the same way', async () => {
    const answer = await driver.streamed(model('sim-plain'))
    expect(answer.text).toContain('DEMO')
    expect(answer.chunks).toBeGreaterThan(1)
    expect(answer).toMatchObject({ inputTokens: 100, outputTokens: 20 })
  })

  test.each([false, true])(
    'a tool is called and its result understood (stream: %s)',
    async (stream) => {
      const { calls, text } = await driver.toolLoop(model('sim-one'), stream)
      expect(calls.map((turn) => turn.length)).toEqual([1])
      expect(calls[0]?.[0]).toMatchObject({
        name: 'get_weather',
        arguments: { city: expect.any(String) },
      })
      expect(text).toContain('1')
    },
  )

  test.each([false, true])(
    'parallel calls keep their order and ids (stream: %s)',
    async (stream) => {
      const { calls, text } = await driver.toolLoop(model('sim-two'), stream)
      expect(calls.map((turn) => turn.map(({ name }) => name))).toEqual([
        ['get_weather', 'get_time'],
      ])
      expect(text).toContain('2')
    },
  )

  test.each([false, true])(
    'reasoning keeps its continuity over two turns (stream: %s)',
    async (stream) => {
      const { calls, text, reasoned } = await driver.reasoningLoop(model('sim-think'), stream)
      expect(calls).toHaveLength(1)
      expect(text).not.toBe('')
      expect(reasoned).toBe(true)
    },
  )

  test('a JSON schema is answered with matching JSON', async () => {
    expect(await driver.schema(model('sim-plain'))).toEqual({
      name: expect.any(String),
      age: expect.any(Number),
      tags: expect.any(Array),
    })
  })

  test('an image is accepted', async () => {
    expect((await driver.image(model('sim-plain'))).text).not.toBe('')
  })

  test('stop sequences are accepted', async () => {
    expect((await driver.stop(model('sim-plain'))).text).not.toBe('')
  })

  test('a model that nobody serves is a 404', async () => {
    expect((await driver.failure('nowhere/at-all', false)).status).toBe(404)
  })

  test('a cut stream is an error, never a clean end', async () => {
    expect((await driver.failure(model('sim-cut'), true)).message).not.toBe('')
  })

  // The machine is shared: a neighbour may hold the processor for longer, but not thrice.
  test('a client that leaves ends the provider’s work within 100 ms', { retry: 2 }, async () => {
    await stage.simulator.clear()
    await driver.leave(model('sim-endless'))
    const left = performance.now()
    const aborted = async () => {
      const [entry] = await stage.simulator.journal()
      return entry?.aborted === true
    }
    while (!(await aborted())) {
      if (performance.now() - left > 2000) throw new Error('the provider still works')
      await new Promise((resolve) => setImmediate(resolve))
    }
    expect(performance.now() - left).toBeLessThan(100)
  })
})

// Each waits for the attempts of its request to end: side by side they wait once.
describe.concurrent('a provider that is down is a 503 in the client’s words', () => {
  const asked = cells.flatMap((cell) => [false, true].map((stream) => ({ ...cell, stream })))
  test.each(asked)(
    '$name client, $wire provider (stream: $stream)',
    async ({ make, wire, stream }) => {
      const { status } = await make(stage.url).failure(`${wire}/sim-busy`, stream)
      expect(status).toBe(503)
    },
  )
})
