import { expect, test } from 'vitest'

import { EventQueue } from './event-queue.ts'
import { seededRandom } from './seeded-random.ts'

test('gives events by time, and equal times in the order they were added', () => {
  const queue = new EventQueue()
  const random = seededRandom(1)
  const times = Array.from({ length: 500 }, () => Math.floor(random() * 50))
  for (const time of times) queue.add(time, () => undefined)
  const popped = times.map(() => queue.pop())
  const wanted = popped.toSorted(
    (a, b) => (a?.at ?? 0) - (b?.at ?? 0) || (a?.order ?? 0) - (b?.order ?? 0),
  )
  expect(popped).toEqual(wanted)
  expect(popped.map((event) => event?.at)).toEqual(times.toSorted((a, b) => a - b))
  expect(queue.pop()).toBeUndefined()
})

test('leaves out what was cancelled', () => {
  const queue = new EventQueue()
  queue.add(1, () => undefined).run = undefined
  queue.add(2, () => undefined)
  expect(queue.pop()?.at).toBe(2)
})
