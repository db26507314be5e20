import { expect, test } from 'vitest'

import { virtualClock } from './virtual-clock.ts'

test('wakes sleepers in the order of their times, at their times', async () => {
  const clock = virtualClock({ wall: 1000 })
  const woken: [string, number, number][] = []
  const sleeper = async (name: string, ms: number) => {
    await clock.sleep(ms)
    woken.push([name, clock.now(), clock.wall()])
  }
  void sleeper('late', 30)
  void sleeper('early', 10)
  await clock.advance(29)
  expect(woken).toStrictEqual([['early', 10, 1010]])
  await clock.advance(1)
  expect(woken[1]).toStrictEqual(['late', 30, 1030])
})

test('work that sleeps again inside one advance is woken too', async () => {
  const clock = virtualClock()
  let rounds = 0
  const loop = async () => {
    for (let round = 0; round < 10; round++) {
      await clock.sleep(10)
      rounds++
    }
  }
  void loop()
  await clock.advance(55)
  expect([rounds, clock.now(), clock.sleepers]).toStrictEqual([5, 55, 1])
})

test('an aborted sleep rejects with the reason and is forgotten', async () => {
  const clock = virtualClock()
  const control = new AbortController()
  const asleep = clock.sleep(10, control.signal)
  control.abort(new Error('enough'))
  await expect(asleep).rejects.toThrow('enough')
  expect(clock.sleepers).toBe(0)
  await expect(clock.sleep(1, control.signal)).rejects.toThrow('enough')
})
