import type { LedgerStore, Logger } from '@signalbox/core'

/** What old rows of the books become, and when. */
export interface FoldUsageOptions {
  readonly store: Pick<LedgerStore, 'fold'>
  /** Asked anew each time. */
  readonly rowDays: () => number | undefined
  readonly logger: Logger | undefined
  readonly firstMs?: number | undefined
  readonly everyMs?: number | undefined
}

const usualDays = 400
const dayMs = 86_400_000
/** Between two slices, so that requests come first. */
const breathMs = 50

/** Puts rows that are older than they have to be into sums by day, a slice at a time; answers how to stop. */
export function foldUsage(options: FoldUsageOptions): () => void {
  const { store, rowDays, logger, firstMs = 60_000, everyMs = 3_600_000 } = options
  let timer: NodeJS.Timeout
  let isStopped = false

  async function slice(): Promise<void> {
    const before = Math.floor(Date.now() / dayMs) - (rowDays() ?? usualDays)
    let rows = 0
    try {
      rows = await store.fold(before * dayMs)
    } catch (error) {
      logger?.warn('old rows of the books could not be folded', { error })
    }
    wait(rows === 0 ? everyMs : breathMs)
  }

  function wait(ms: number): void {
    if (!isStopped) timer = setTimeout(() => void slice(), ms).unref()
  }

  wait(firstMs)
  return () => {
    isStopped = true
    clearTimeout(timer)
  }
}
