import { type Clock, type JobStore, systemClock } from '@signalbox/core'

interface StoredJob {
  readonly id: string
  readonly type: string
  readonly payload: string
  readonly dedupe: string | undefined
  attempts: number
  /** Wall time; in the future while it is claimed. */
  availableAt: number
  state: 'open' | 'done' | 'failed'
}

const keptForMs = 7 * 86_400_000

/** Jobs of one process: gone with it. */
export function memoryJobStore(
  options: { readonly clock?: Pick<Clock, 'wall'> | undefined } = {},
): JobStore {
  const { clock = systemClock } = options
  const jobs = new Map<string, StoredJob>()
  const words = new Map<string, string>()

  function forget(job: StoredJob): void {
    jobs.delete(job.id)
    if (job.dedupe !== undefined) words.delete(job.dedupe)
  }

  function forgetOld(): void {
    const before = clock.wall() - keptForMs
    for (const job of jobs.values())
      if (job.state !== 'open' && job.availableAt < before) forget(job)
  }

  return {
    async enqueue({ type, payload, runAt, dedupe }) {
      const word = dedupe === undefined ? undefined : JSON.stringify([type, dedupe])
      const known = word === undefined ? undefined : words.get(word)
      if (known !== undefined) return known
      forgetOld()
      const id = crypto.randomUUID()
      const availableAt = runAt ?? clock.wall()
      const text = JSON.stringify(payload)
      jobs.set(id, {
        id,
        type,
        payload: text,
        dedupe: word,
        attempts: 0,
        availableAt,
        state: 'open',
      })
      if (word !== undefined) words.set(word, id)
      return id
    },

    async claim(type, count, leaseMs) {
      const now = clock.wall()
      return [...jobs.values()]
        .filter((job) => job.type === type && job.state === 'open' && job.availableAt <= now)
        .toSorted((a, b) => a.availableAt - b.availableAt)
        .slice(0, Math.max(0, count))
        .map((job) => {
          job.attempts += 1
          job.availableAt = now + leaseMs
          return { id: job.id, payload: JSON.parse(job.payload), attempt: job.attempts }
        })
    },

    async extend(id, leaseMs) {
      const job = jobs.get(id)
      if (job?.state === 'open') job.availableAt = clock.wall() + leaseMs
    },

    async complete(id) {
      const job = jobs.get(id)
      if (job === undefined) return
      if (job.dedupe === undefined) forget(job)
      else end(job, 'done')
    },

    async fail(id, retryAt) {
      const job = jobs.get(id)
      if (job?.state !== 'open') return
      if (retryAt === undefined) end(job, 'failed')
      else job.availableAt = retryAt
    },
  }

  function end(job: StoredJob, state: 'done' | 'failed'): void {
    job.state = state
    job.availableAt = clock.wall()
  }
}
