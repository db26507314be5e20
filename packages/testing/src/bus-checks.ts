import type { Bus, JsonObject } from '@signalbox/core'
import { expect } from 'vitest'

/** One law of a bus: `far` is another replica's end of it. */
export type BusCheck = (near: Bus, far: Bus, key: string) => Promise<void>

/** Sends until something is heard: a listener that has just come may miss the first message. */
async function untilHeard(send: () => Promise<void>, heard: readonly unknown[]): Promise<void> {
  await until(() => heard.length > 0, send)
}

async function until(isTrue: () => boolean, send?: () => Promise<void>): Promise<void> {
  for (let tries = 0; tries < 60 && !isTrue(); tries++) {
    await send?.()
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  if (!isTrue()) throw new Error('expected to hear a message')
}

/** What every bus promises, by sentence. */
export const busChecks: Readonly<Record<string, BusCheck>> = {
  'reaches the listeners of a topic on every replica': async (near, far, key) => {
    const [own, other]: [JsonObject[], JsonObject[]] = [[], []]
    const leave = [
      near.subscribe(key, (message) => own.push(message)),
      far.subscribe(key, (message) => other.push(message)),
    ]
    const message = { text: 'é漢🙂"\'', n: 0, list: [null, true] }
    await untilHeard(() => near.publish(key, message), other)
    await untilHeard(() => far.publish(key, message), own)
    for (const one of leave) one()
    expect(other[0]).toStrictEqual(message)
    expect(own[0]).toStrictEqual(message)
  },
  'keeps topics apart and stops for who leaves': async (near, far, key) => {
    const [first, second, gone]: [JsonObject[], JsonObject[], JsonObject[]] = [[], [], []]
    const leave = [
      near.subscribe(`${key}/1`, (message) => first.push(message)),
      near.subscribe(`${key}/2`, (message) => second.push(message)),
    ]
    near.subscribe(`${key}/1`, (message) => gone.push(message))()
    await untilHeard(() => far.publish(`${key}/1`, { n: 1 }), first)
    await untilHeard(() => far.publish(`${key}/2`, { n: 2 }), second)
    for (const one of leave) one()
    expect(first.every(({ n }) => n === 1) && second.every(({ n }) => n === 2)).toBe(true)
    expect(gone).toStrictEqual([])
  },
  'keeps the order of one sender': async (near, far, key) => {
    const heard: JsonObject[] = []
    const ready: JsonObject[] = []
    const leave = [
      near.subscribe(`${key}/ready`, (message) => ready.push(message)),
      near.subscribe(key, (message) => heard.push(message)),
    ]
    await untilHeard(() => far.publish(`${key}/ready`, {}), ready)
    await untilHeard(() => far.publish(key, { n: -1 }), heard)
    for (let n = 0; n < 20; n++) await far.publish(key, { n })
    await until(() => heard.some(({ n }) => n === 19))
    for (const one of leave) one()
    const numbers = heard.map(({ n }) => Number(n)).filter((n) => n >= 0)
    expect(numbers).toStrictEqual(Array.from({ length: 20 }, (_, n) => n))
  },
}
