import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

import { findRedis, startRedis } from '@signalbox/test-servers'
import { describe, expect, test } from 'vitest'

import type { Order, Told } from './limit-replica.ts'
import { scaleOf } from './scale.ts'

const count = 4
const perSecond = 500
const scale = scaleOf(process.env)

async function replicas(url: string) {
  const file = join(import.meta.dirname, 'limit-replica.ts')
  const line = [url, String(count), String(perSecond * 60)]
  const children = Array.from({ length: count }, () => fork(file, line, { execArgv: [] }))
  await Promise.all(children.map((child) => once(child, 'message')))
  return {
    offer: async (rate: number, forMs: number): Promise<Told> => {
      const order = { perSecond: rate / count, forMs }
      const told = await Promise.all(children.map((child) => answer(child, order)))
      return {
        offered: told.reduce((sum, each) => sum + each.offered, 0),
        passed: told.reduce((sum, each) => sum + each.passed, 0),
        calls: told.reduce((sum, each) => sum + each.calls, 0),
        slowestMs: Math.max(...told.map((each) => each.slowestMs)),
      }
    },
    [Symbol.dispose]() {
      for (const child of children) child.kill('SIGKILL')
    },
  }
}

const tell = (name: string, figures: object): void =>
  void process.stdout.write(`shared limit, ${name}: ${JSON.stringify(figures)}\n`)

async function answer(child: ChildProcess, order: Order): Promise<Told> {
  const told = once(child, 'message')
  child.send(order)
  const [first] = (await told) as [Told]
  return first
}

describe.skipIf(findRedis() === undefined)('four processes, one limit of 500 per second', () => {
  test(
    '1,000/s: 500 ± 1 % pass; below it all pass with few calls; without Redis each has its share',
    { timeout: 120_000, retry: 2 },
    async () => {
      await using redis = await startRedis()
      if (redis === undefined) throw new TypeError('no Redis')
      using fleet = await replicas(redis.url)

      const below = await fleet.offer(300, scale.steadyMs)
      tell('below', below)
      expect(below.passed).toBe(below.offered)
      expect(below.calls / below.offered).toBeLessThanOrEqual(0.2)

      await fleet.offer(1000, 1500)
      const startedAt = performance.now()
      const above = await fleet.offer(1000, scale.steadyMs)
      const seconds = (performance.now() - startedAt) / 1000
      tell('above', { ...above, perSecond: above.passed / seconds })
      expect(above.offered).toBeGreaterThan(990 * (scale.steadyMs / 1000))
      expect(Math.abs(above.passed / seconds / perSecond - 1)).toBeLessThanOrEqual(0.01)

      redis.freeze()
      await fleet.offer(1000, 1000)
      const frozen = await fleet.offer(1000, scale.steadyMs)
      tell('frozen', frozen)
      expect(Math.abs((frozen.passed * 1000) / scale.steadyMs / perSecond - 1)).toBeLessThan(0.1)
      redis.thaw()
    },
  )
})
