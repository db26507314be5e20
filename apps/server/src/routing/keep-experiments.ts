import { isJsonObject, type JsonObject, type KvStore, type Logger } from '@signalbox/core'
import type { Router } from '@signalbox/router'

/** What is kept of experiments, and where. */
export interface KeepExperimentsOptions {
  readonly router: Pick<Router, 'standing' | 'resume'>
  readonly store: KvStore
  readonly logger: Logger | undefined
  readonly wall: () => number
}

/** Keeps where experiments stand. */
export interface ExperimentKeeper {
  /** Now, and not with the next turn; policies may have changed. */
  keep(): void
  stop(): void
}

const key = 'router.experiments'
const everyMs = 10_000
const keptMs = 90 * 86_400_000

/** Over a restart of all replicas an experiment goes on, and what was rolled back stays so. */
export function keepExperiments(options: KeepExperimentsOptions): ExperimentKeeper {
  const { router, store, logger, wall } = options
  let kept = ''
  let isLoaded = false
  let isAway = false
  let last = Promise.resolve()

  async function load(): Promise<void> {
    const bytes = await store.get(key)
    const saved: unknown = bytes && JSON.parse(new TextDecoder().decode(bytes))
    if (isJsonObject(saved)) router.resume(aged(saved, wall()))
    isLoaded = true
  }

  async function save(): Promise<void> {
    const standing = router.standing()
    if (standing.length === 0) return
    if (!isLoaded) await load()
    const shown = JSON.stringify(standing.map(({ arms }) => arms))
    if (shown === kept) return
    const saved = JSON.stringify({ at: wall(), standing: router.standing() })
    await store.set(key, new TextEncoder().encode(saved), keptMs)
    kept = shown
  }

  async function tried(): Promise<void> {
    try {
      await save()
      isAway = false
    } catch (error) {
      if (!isAway) logger?.warn('where experiments stand is not kept now', { error })
      isAway = true
    }
  }

  const keep = () => {
    last = last.then(tried)
  }
  const timer = setInterval(keep, everyMs).unref()
  keep()
  return {
    keep,
    stop() {
      clearInterval(timer)
    },
  }
}

/** What was kept, with the time that has passed since. */
function aged({ at, standing }: JsonObject, now: number): unknown {
  const passed = typeof at === 'number' ? Math.max(0, now - at) : 0
  if (!Array.isArray(standing)) return standing
  return standing.map((each: unknown) =>
    isJsonObject(each) ? { ...each, ageMs: Number(each['ageMs']) + passed } : each,
  )
}
