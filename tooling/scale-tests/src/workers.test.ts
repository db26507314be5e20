import { Agent } from 'node:http'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { admin, type MadeKey, sleep, until } from './admin.ts'
import { adminKey, type GatewayProcess, startGateway } from './gateway-process.ts'
import { ask, failures, type Sample, startLoad } from './load.ts'
import { startUpstream, type Upstream } from './upstream.ts'

const key = 'a-key-of-acme-0123456789'
const limited = 'a-key-of-slow-0123456789'
const tenants = {
  acme: { keys: [{ id: 'app', value: key }] },
  slow: { keys: [{ id: 'app', value: limited }], limits: { rpm: 10 } },
}

let upstream: Upstream
beforeAll(async () => {
  upstream = await startUpstream()
})
afterAll(() => upstream[Symbol.asyncDispose]())

const sections = () => ({
  providers: upstream.providers,
  tenants,
  store: 'sqlite:./data/signalbox.db',
})
const whole = () => ({ version: 1, server: { adminKey }, ...sections() })

const group = () => startGateway({ config: sections(), args: ['--workers', '2'] })

async function workersOf({ pid }: GatewayProcess): Promise<readonly number[]> {
  const { readFile } = await import('node:fs/promises')
  const text = await readFile(`/proc/${String(pid)}/task/${String(pid)}/children`, 'utf8')
  return text.trim().split(' ').filter(Boolean).map(Number)
}

const attempts = async ({ url }: GatewayProcess): Promise<number> => {
  const text = await (await fetch(new URL('/metrics', url))).text()
  const lines = text.split('\n').filter((line) => line.startsWith('signalbox_attempts_total{'))
  return lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0)
}

const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

describe('two workers on one address', () => {
  let gateway: GatewayProcess
  beforeAll(async () => {
    gateway = await group()
  }, 60_000)
  afterAll(() => gateway[Symbol.asyncDispose]())

  /** Each on a connection of its own, so that workers take turns. */
  function asks(count: number, presented = key): Promise<Sample[]> {
    const agent = new Agent({ keepAlive: false })
    const call = { to: () => gateway.url, key: presented, agent }
    return Promise.all(Array.from({ length: count }, () => ask(call)))
  }

  test('tell one story: one line at the start, one sum, one limit, one list of keys', async () => {
    expect(gateway.output().match(/signalbox listening on/gu)).toHaveLength(1)
    expect(failures(await asks(40))).toEqual([])
    const usages = await Promise.all(
      Array.from({ length: 4 }, () =>
        admin<{ totals: { requests: number } }>(gateway.url, 'GET', 'usage'),
      ),
    )
    expect(usages.map(({ totals }) => totals.requests)).toEqual([40, 40, 40, 40])
    expect([await attempts(gateway), await attempts(gateway)]).toEqual([40, 40])

    const passed = (await asks(30, limited)).filter(({ status }) => status === 200)
    expect(passed).toHaveLength(10)

    const made = await admin<MadeKey>(gateway.url, 'POST', 'keys', { tenant: 'acme' })
    await until('both know the key', async () => failures(await asks(4, made.key)).length === 0)
    await admin(gateway.url, 'POST', `keys/${made.id}/revoke`)
    const revokedIn = await until('both refuse it', async () => {
      const answers = await asks(4, made.key)
      return answers.every(({ status }) => status === 401)
    })
    expect(revokedIn).toBeLessThan(1000)
  }, 60_000)

  test('do what one of them is told: a configuration, also one that starts later, and orders', async () => {
    const model = 'fresh'
    const config = { ...whole(), models: { [model]: { targets: ['up/sim-fast'] } } }
    await admin(gateway.url, 'PUT', 'config', config)
    const agent = new Agent({ keepAlive: false })
    const statuses = async (count = 8) => {
      const call = { to: () => gateway.url, key, model, agent }
      const answers = await Promise.all(Array.from({ length: count }, () => ask(call)))
      return new Set(answers.map(({ status }) => status))
    }
    const allSay = (status: number) => async () => {
      const said = await statuses()
      return said.size === 1 && said.has(status)
    }
    await until('both know the model', allSay(200))
    await admin(gateway.url, 'POST', 'providers/up/sim-fast/drain')
    await until('both take no calls', allSay(503))
    await admin(gateway.url, 'POST', 'providers/up/sim-fast/close')
    await until('both take calls', allSay(200))

    const [, second = 0] = await workersOf(gateway)
    process.kill(second, 'SIGKILL')
    await until(
      'there are two again',
      async () => (await workersOf(gateway)).filter((pid) => pid !== second).length === 2,
      30_000,
    )
    expect([...(await statuses(20))]).toEqual([200])
  }, 60_000)

  test('one that is killed is started again, and what it counted stays', async () => {
    const counted = await attempts(gateway)
    const before = await workersOf(gateway)
    expect(before).toHaveLength(2)
    process.kill(before[1] ?? 0, 'SIGKILL')
    await until(
      'there are two again',
      async () => {
        const now = await workersOf(gateway)
        return now.length === 2 && !now.includes(before[1] ?? 0)
      },
      30_000,
    )
    expect(failures(await asks(20))).toEqual([])
    expect(await attempts(gateway)).toBe(counted + 20)
    expect(gateway.output()).toContain('a worker ended and is started again')
  }, 60_000)

  test('SIGHUP reloads all, SIGTERM drains all without a request lost', async () => {
    gateway.signal('SIGHUP')
    await until('reloaded', () => gateway.output().includes('configuration reloaded'))
    const load = startLoad({ to: () => gateway.url, key }, 40)
    await sleep(1000)
    const slow = ask({ to: () => gateway.url, key, model: 'up/sim?ttft=1500&tokens=5' })
    await sleep(500)
    const stopping = gateway.stop()
    const stoppedAt = load.now()
    expect(await stopping).toBe(0)
    expect((await slow).status).toBe(200)
    const samples = await load.stop()
    // Nobody accepts any more; a connection that waited for that is reset.
    const refusals = new Set(['ECONNREFUSED', 'ECONNRESET'])
    const lost = samples.filter(({ status, detail }) => status !== 200 && !refusals.has(detail))
    expect(failures(lost)).toEqual([])
    // A busy machine accepts a connection late.
    expect(failures(samples.filter(({ at }) => at < stoppedAt - 200))).toEqual([])
  }, 60_000)
})

test('a second SIGTERM ends all workers at once, and nobody outlives the primary', async () => {
  await using gateway = await group()
  const pids = await workersOf(gateway)
  const slow = ask({ to: () => gateway.url, key, model: 'up/sim?ttft=20000&tokens=5' })
  await sleep(500)
  gateway.signal('SIGTERM')
  await sleep(200)
  const at = performance.now()
  expect(await gateway.stop()).toBe(1)
  expect(performance.now() - at).toBeLessThan(3000)
  expect((await slow).status).toBe(0)
  await until('all are gone', () => pids.every((pid) => !isRunning(pid)))
}, 60_000)
