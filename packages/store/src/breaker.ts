import { StoreError } from './store-error.ts'

/** Keeps callers from waiting for a server that does not answer. */
export interface Breaker {
  /** Throws while the circuit is open. */
  readonly admit: () => void
  readonly succeeded: () => void
  readonly timedOut: () => void
  /** Probes no more. */
  readonly stop: () => void
}

/** When it opens and how it closes. */
export interface BreakerOptions {
  readonly failures?: number
  readonly openMs?: number
  /** Whether the server answers; asked apart, so that no caller waits. Absent: a caller is the probe. */
  readonly probe?: () => Promise<boolean>
}

/** Three time-outs in a row open it for a second; then a probe decides. */
export function createBreaker(name: string, options: BreakerOptions = {}): Breaker {
  const { failures = 3, openMs = 1000, probe } = options
  let timeouts = 0
  let openUntil = 0
  let timer: NodeJS.Timeout | undefined
  let isStopped = false

  function timedOut(): void {
    timeouts += 1
    if (timeouts < failures) return
    openUntil = performance.now() + openMs
    if (probe === undefined || isStopped || timer !== undefined) return
    timer = setTimeout(() => void look(probe), openMs).unref()
  }

  async function look(ask: () => Promise<boolean>): Promise<void> {
    const answers = await ask()
    timer = undefined
    if (answers) timeouts = 0
    else timedOut()
  }

  return {
    admit() {
      if (timeouts < failures) return
      const now = performance.now()
      if (probe !== undefined || now < openUntil)
        throw new StoreError('unavailable', `${name} does not answer.`)
      // Whoever comes while the probe is out is refused as before.
      openUntil = now + openMs
    },
    succeeded() {
      timeouts = 0
    },
    timedOut,
    stop() {
      isStopped = true
      clearTimeout(timer)
    },
  }
}
