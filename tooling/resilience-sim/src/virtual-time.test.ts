import { describe, expect, test } from 'vitest'

import { VirtualTime } from './virtual-time.ts'
import { installVirtualTimers } from './virtual-timers.ts'

const forever = () => false

describe('virtual time', () => {
  test('jumps to each event and lets its promises run before the next one', async () => {
    const time = new VirtualTime(5000)
    const seen: string[] = []
    time.after(10, () => {
      void Promise.resolve()
        .then(() => Promise.resolve())
        .then(() => seen.push(`promise at ${String(time.now)}`))
    })
    time.after(20, () => seen.push(`event at ${String(time.now)}`))
    await time.play(forever)
    expect(seen).toEqual(['promise at 10', 'event at 20'])
    expect(time.clock.wall()).toBe(5020)
  })

  test('wakes sleepers in order, except those whose signal ended the sleep', async () => {
    const time = new VirtualTime(0)
    const stop = new AbortController()
    const seen: string[] = []
    void time.clock.sleep(30).then(() => seen.push('long'))
    void time.clock.sleep(20).then(() => seen.push('short'))
    const ended = time.clock.sleep(25, stop.signal)
    time.after(5, () => {
      stop.abort(new Error('enough'))
    })
    await Promise.all([time.play(forever), expect(ended).rejects.toThrow('enough')])
    expect(seen).toEqual(['short', 'long'])
  })

  test('stops when told and rejects with what an event throws', async () => {
    const time = new VirtualTime(0)
    let events = 0
    const again = () => {
      events++
      time.after(1, again)
    }
    again()
    await time.play(() => events === 100)
    expect(time.now).toBe(99)
    time.after(0, () => {
      throw new Error('broken')
    })
    await expect(time.play(forever)).rejects.toThrow('broken')
  })
})

describe('virtual timers', () => {
  test('put global timers and clocks on virtual time until they are put back', async () => {
    const time = new VirtualTime(1000)
    const realNow = Date.now
    const restore = installVirtualTimers(time)
    const seen: number[] = []
    try {
      setTimeout(() => seen.push(Date.now()), 60_000)
      clearTimeout(setTimeout(() => seen.push(-1), 1000))
      const interval = setInterval(() => {
        seen.push(performance.now())
        if (seen.length === 2) clearInterval(interval)
      }, 100)
      await time.play(forever)
    } finally {
      restore()
    }
    expect(seen).toEqual([100, 200, 61_000])
    expect(Date.now).toBe(realNow)
  })

  test('cannot be installed twice', () => {
    const restore = installVirtualTimers(new VirtualTime(0))
    try {
      expect(() => installVirtualTimers(new VirtualTime(0))).toThrow('one simulation at a time')
    } finally {
      restore()
    }
  })
})
