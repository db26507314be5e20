import { simulate, type Simulator } from '@signalbox/simulator'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { parseConfig } from '../config/parse-config.ts'
import { createGateway, type Gateway } from '../create-gateway.ts'

let simulator: Simulator
let gateway: Gateway | undefined
beforeEach(async () => {
  simulator = await simulate({ port: 0, seed: 1 })
})
afterEach(async () => {
  await gateway?.close()
  await simulator.close()
})

async function start(resilience: object): Promise<void> {
  gateway = createGateway(
    await parseConfig({
      version: 1,
      providers: {
        one: { adapter: 'openai', apiKey: 'k', baseUrl: `${simulator.url}/openai/v1` },
        two: { adapter: 'anthropic', apiKey: 'k', baseUrl: `${simulator.url}/anthropic` },
      },
      resilience,
    }),
  )
}

const ask = async (body: object, init: RequestInit = {}): Promise<Response> => {
  if (gateway === undefined) throw new Error('nothing runs')
  return gateway.fetch(
    new Request('http://gateway/v1/chat/completions', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ messages: [{ role: 'user', content: 'Hi' }], ...body }),
      ...init,
    }),
  )
}
const calls = async (): Promise<number> => (await simulator.journal()).length

describe('resilience:', () => {
  test('maxAttempts bounds what is tried', async () => {
    await start({ maxAttempts: 1 })
    await simulator.control({ m: { fail: '503:1' } })
    expect((await ask({ model: 'one/m', models: ['two/m'] })).status).toBe(503)
    expect(await calls()).toBe(1)
  })

  test('coalesce lets identical requests share one call, where it is on', async () => {
    const same = { model: 'one/m', temperature: 0 }
    await start({})
    await simulator.control({ m: { ttft: 100 } })
    await Promise.all([ask(same), ask(same), ask(same)])
    expect(await calls()).toBe(3)
    await gateway?.close()
    await start({ coalesce: { enabled: true } })
    const answers = await Promise.all([ask(same), ask(same), ask(same)])
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(await calls()).toBe(4)
  })

  test('midStream: continue lets another target go on with a broken text', async () => {
    await simulator.control({ m: { cut: 8, tokens: 30 }, whole: { tokens: 10 } })
    const body = { model: 'one/m', models: ['two/whole'], stream: true }
    await start({})
    const broken = await (await ask(body)).text().catch(() => 'cut')
    expect(broken).not.toContain('[DONE]')
    await gateway?.close()
    await start({ midStream: 'continue' })
    const text = await (await ask(body)).text()
    expect(text).toContain('data: [DONE]')
    expect(text.match(/"finish_reason":"stop"/g)).toHaveLength(1)
  })

  test('hedge sends a late stream to the next target too, and the faster one answers', async () => {
    await simulator.control({ slow: { ttft: 3000 }, quick: { ttft: 10 } })
    await start({ hedge: { enabled: true, minDelayMs: 50, maxDelayMs: 100, share: 1 } })
    const startedAt = performance.now()
    const body = { model: 'one/slow', models: ['two/quick'], stream: true }
    const response = await ask(body)
    await response.text()
    expect(response.headers.get('x-signalbox-provider')).toBe('two')
    expect(performance.now() - startedAt).toBeLessThan(2500)
  })

  test.for([
    ['abort', true],
    ['drain-to-meter', false],
  ] as const)('disconnect: %s, when the client leaves', async ([policy, isAborted]) => {
    await simulator.control({ m: { ttft: 10, interval: 20, tokens: 20 } })
    await start({ disconnect: { providers: { one: policy } } })
    const leaving = new AbortController()
    const body = { model: 'one/m', stream: true }
    const response = await ask(body, { signal: leaving.signal })
    await response.body?.getReader().read()
    leaving.abort()
    await expect
      .poll(async () => (await simulator.journal())[0]?.aborted, { timeout: 5000 })
      .toBe(isAborted)
  })

  test('breaker decides how many failures open a circuit', async () => {
    await simulator.control({ m: { fail: '500:1' } })
    await start({ maxAttempts: 1, breaker: { consecutiveFailures: 2 } })
    for (let i = 0; i < 5; i++) await ask({ model: 'one/m', models: ['two/fine'] })
    const failed = (await simulator.journal()).filter(({ model }) => model === 'm')
    expect(failed).toHaveLength(2)
  })
})
