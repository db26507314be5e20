/** One process of a fleet. */
export interface FleetWorker {
  /** Asks it to drain and end. */
  stop(): void
  kill(): void
  reload(): void
  /** Once, with what it ended with. */
  onEnd(listener: (code: number) => void): void
  /** Resolves when it serves. */
  readonly listening: Promise<string>
}

/** Keeps a number of workers alive. */
export interface Fleet {
  /** The address, when every worker serves; undefined when the first one could not start. */
  readonly started: Promise<string | undefined>
  /** Drains all of them; resolves when the last one has ended. */
  stop(): Promise<void>
  kill(): void
  reload(): void
}

/** How a fleet is run; the rest are defaults that tests shorten. */
export interface FleetOptions {
  readonly workers: number
  readonly start: (slot: number) => FleetWorker
  /** A worker ended by itself. */
  readonly onDeath: (death: { slot: number; code: number; againInMs: number }) => void
  readonly firstRestartMs?: number | undefined
  readonly lastRestartMs?: number | undefined
  /** A worker that lived so long starts again at once. */
  readonly soundMs?: number | undefined
}

/** Starts the first worker alone, since what stops it would stop all; then the others. */
export function startFleet(options: FleetOptions): Fleet {
  const { workers, start, onDeath, soundMs = 30_000 } = options
  const { firstRestartMs = 100, lastRestartMs = 10_000 } = options
  const running = new Map<number, FleetWorker>()
  const timers = new Set<NodeJS.Timeout>()
  let isStopping = false
  let allEnded = () => {}
  const ended = new Promise<void>((resolve) => (allEnded = resolve))

  function open(slot: number, waitMs: number): FleetWorker {
    const bornAt = performance.now()
    const worker = start(slot)
    let serves = false
    void worker.listening.then(() => (serves = true))
    running.set(slot, worker)
    worker.onEnd((code) => {
      running.delete(slot)
      const isUnborn = slot === 0 && !serves && !hasStarted
      if (isUnborn) unborn()
      if (isStopping || isUnborn) {
        if (running.size === 0) allEnded()
        return
      }
      const isSound = performance.now() - bornAt > soundMs
      const againInMs = isSound ? firstRestartMs : waitMs
      onDeath({ slot, code, againInMs })
      const timer = setTimeout(() => {
        timers.delete(timer)
        open(slot, Math.min(againInMs * 2, lastRestartMs))
      }, againInMs)
      timers.add(timer)
    })
    return worker
  }

  let hasStarted = false
  let unborn = () => {}
  const failed = new Promise<undefined>((resolve) => (unborn = () => resolve(undefined)))

  async function begin(): Promise<string | undefined> {
    const url = await Promise.race([open(0, firstRestartMs).listening, failed])
    if (url === undefined || isStopping) return undefined
    hasStarted = true
    const others = Array.from({ length: workers - 1 }, (_, index) =>
      open(index + 1, firstRestartMs),
    )
    // One that dies before it listens is started again, and not waited for.
    await Promise.all(
      others.map((worker) =>
        Promise.race([worker.listening, new Promise((resolve) => worker.onEnd(resolve))]),
      ),
    )
    return url
  }

  return {
    started: begin(),
    async stop() {
      isStopping = true
      for (const timer of timers) clearTimeout(timer)
      if (running.size === 0) return
      for (const worker of running.values()) worker.stop()
      await ended
    },
    kill() {
      isStopping = true
      for (const worker of running.values()) worker.kill()
    },
    reload() {
      for (const worker of running.values()) worker.reload()
    },
  }
}
