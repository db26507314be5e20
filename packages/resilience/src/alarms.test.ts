import { virtualClock } from '@signalbox/testing'
import { describe, expect, test } from 'vitest'

import { createAlarms } from './alarms.ts'

function setup() {
  const clock = virtualClock()
  const alarms = createAlarms(clock)
  const rung: string[] = []
  const at = (due: number, name: string) =>
    alarms.at(due, () => void rung.push(`${name}@${String(clock.now())}`))
  return { clock, rung, at }
}

describe('alarms', () => {
  test('ring in the order of their time, whatever the order they were set in', async () => {
    const { clock, rung, at } = setup()
    at(300, 'c')
    at(100, 'a')
    at(200, 'b')
    await clock.advance(1000)
    expect(rung).toEqual(['a@100', 'b@200', 'c@300'])
    expect(clock.sleepers).toBe(0)
  })

  test('sleep once for all, and a second after the last one not at all', async () => {
    const { clock, rung, at } = setup()
    const takeBack = [at(100, 'a'), at(200, 'b'), at(300, 'c')]
    await clock.advance(0)
    expect(clock.sleepers).toBe(1)
    for (const each of takeBack) each()
    await clock.advance(1000)
    expect(clock.sleepers).toBe(0)
    expect(rung).toEqual([])
  })

  test('may be set by an alarm that rings', async () => {
    const { clock, rung, at } = setup()
    at(100, 'a')
    void clock.sleep(50).then(() => at(60, 'early'))
    await clock.advance(1000)
    expect(rung).toEqual(['early@60', 'a@100'])
  })
})
