import type { QueuedEvent } from './event-queue.ts'
import type { VirtualTime } from './virtual-time.ts'

const installed = Symbol.for('signalbox.virtualTimers')

type Callback = (...values: unknown[]) => void

/** What `setTimeout` returns while timers are virtual. */
class VirtualTimer {
  event: QueuedEvent

  constructor(event: QueuedEvent) {
    this.event = event
  }

  ref(): this {
    return this
  }

  unref(): this {
    return this
  }
}

/**
 * Puts the global timers and clocks on virtual time, for libraries that take no clock; returns
 * what puts them back.
 */
export function installVirtualTimers(time: VirtualTime): () => void {
  if (installed in globalThis)
    throw new TypeError('The timers are virtual already: run one simulation at a time.')
  const { setTimeout, clearTimeout, setInterval, clearInterval } = globalThis
  const { now: dateNow } = Date
  const stop = (timer: unknown) => {
    if (timer instanceof VirtualTimer) time.cancel(timer.event)
  }
  Object.assign(globalThis, {
    [installed]: true,
    setTimeout: (run: Callback, ms = 0, ...values: unknown[]) =>
      new VirtualTimer(
        time.after(ms, () => {
          run(...values)
        }),
      ),
    setInterval: (run: Callback, ms = 1, ...values: unknown[]) => {
      const again = () => {
        timer.event = time.after(ms, again)
        run(...values)
      }
      const timer = new VirtualTimer(time.after(ms, again))
      return timer
    },
    clearTimeout: stop,
    clearInterval: stop,
  })
  Date.now = () => time.clock.wall()
  performance.now = () => time.now
  return () => {
    Object.assign(globalThis, { setTimeout, clearTimeout, setInterval, clearInterval })
    Reflect.deleteProperty(globalThis, installed)
    Date.now = dateNow
    Reflect.deleteProperty(performance, 'now')
  }
}
