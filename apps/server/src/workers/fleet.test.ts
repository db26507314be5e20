import { expect, test, vi } from 'vitest'

import { startFleet, type FleetOptions, type FleetWorker } from './fleet.ts'

/** Workers that listen and end when the test says so. */
function fakes() {
  const born: {
    readonly slot: number
    readonly orders: string[]
    listen: () => void
    end: (code: number) => void
  }[] = []
  const deaths: Parameters<FleetOptions['onDeath']>[0][] = []
  const start = (slot: number): FleetWorker => {
    const enders: ((code: number) => void)[] = []
    const listening = Promise.withResolvers<string>()
    const orders: string[] = []
    born.push({
      slot,
      orders,
      listen: () => listening.resolve('http://here'),
      end: (code) => enders.forEach((ender) => ender(code)),
    })
    return {
      stop: () => orders.push('stop'),
      kill: () => orders.push('kill'),
      reload: () => orders.push('reload'),
      onEnd: (listener) => enders.push(listener),
      listening: listening.promise,
    }
  }
  const run = (options: Partial<FleetOptions> = {}) =>
    startFleet({
      workers: 2,
      start,
      onDeath: (death) => deaths.push(death),
      firstRestartMs: 5,
      lastRestartMs: 20,
      ...options,
    })
  return { born, deaths, run }
}

test('the first starts alone, then the others; the address comes when all listen', async () => {
  const { born, run } = fakes()
  const fleet = run({ workers: 3 })
  let url: string | undefined
  void fleet.started.then((started) => (url = started))
  expect(born.map(({ slot }) => slot)).toEqual([0])
  born[0]?.listen()
  await vi.waitFor(() => expect(born).toHaveLength(3))
  expect(url).toBeUndefined()
  born[1]?.listen()
  born[2]?.listen()
  expect(await fleet.started).toBe('http://here')
})

test('a first one that cannot start is not tried again', async () => {
  const { born, deaths, run } = fakes()
  const fleet = run()
  born[0]?.end(1)
  expect(await fleet.started).toBeUndefined()
  await fleet.stop()
  expect([born.length, deaths]).toEqual([1, []])
})

test('one that dies starts again in its slot, later each time it dies young', async () => {
  const { born, deaths, run } = fakes()
  const fleet = run()
  born[0]?.listen()
  await vi.waitFor(() => expect(born).toHaveLength(2))
  born[1]?.listen()
  await fleet.started
  for (let n = 1; n <= 4; n++) {
    born[n]?.end(9)
    await vi.waitFor(() => expect(born).toHaveLength(n + 2))
  }
  expect(born.map(({ slot }) => slot)).toEqual([0, 1, 1, 1, 1, 1])
  expect(deaths.map(({ againInMs }) => againInMs)).toEqual([5, 10, 20, 20])
})

test('a stop asks all, waits for the last, and starts nobody again', async () => {
  const { born, deaths, run } = fakes()
  const fleet = run()
  born[0]?.listen()
  await vi.waitFor(() => expect(born).toHaveLength(2))
  born[1]?.listen()
  await fleet.started
  fleet.reload()
  let isStopped = false
  const stopped = fleet.stop().then(() => (isStopped = true))
  born[0]?.end(0)
  await Promise.resolve()
  expect(isStopped).toBe(false)
  born[1]?.end(0)
  await stopped
  expect(born.map(({ orders }) => orders)).toEqual([
    ['reload', 'stop'],
    ['reload', 'stop'],
  ])
  expect(deaths).toEqual([])
})
