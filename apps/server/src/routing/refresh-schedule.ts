import type { Catalog, RefreshReport, SourceReport } from '@signalbox/catalog'
import type { Logger } from '@signalbox/core'

import type { RefreshSection } from '../config/sections/catalog.ts'

/** What a schedule runs on. */
export interface ScheduleOptions {
  readonly catalog: Pick<Catalog, 'refresh' | 'restore'>
  readonly section: RefreshSection
  readonly logger: Logger | undefined
  readonly random?: (() => number) | undefined
  /** Whose turn it is, where replicas share what is fetched; absent: always this one's. */
  readonly turns?: RefreshTurns | undefined
}

/** One of several replicas fetches; the others take what it has kept. */
export interface RefreshTurns {
  /** True for one of them in each interval. */
  take(everyHours: number): Promise<boolean>
  /** To the others: there is something new. */
  tell(): void
  onTold(listener: () => void): () => void
}

const hourMs = 3_600_000
const firstMs = 5000
const jitter = 0.1
const longestHours = 24

/** Refreshes a catalogue in the background until it is stopped; a failure changes nothing and is tried later. */
export function scheduleRefresh(options: ScheduleOptions): { stop(): void } {
  const { catalog, section, logger, random = Math.random, turns } = options
  const { everyHours = 6, sources = [undefined] } = section
  let timer: NodeJS.Timeout | undefined
  let isStopped = false
  let failures = 0

  const wait = (ms: number): void => {
    if (isStopped) return
    timer = setTimeout(() => void run(), ms).unref()
  }
  const run = async (): Promise<void> => {
    // Who failed tries again by itself, the others wait for it.
    const isOwn = failures > 0 || (await turns?.take(everyHours)) !== false
    const isWell = isOwn ? await fetchAll() : await restore(options)
    failures = isWell ? 0 : failures + 1
    const hours = isWell ? everyHours : Math.min(longestHours, everyHours * 2 ** (failures - 1))
    wait(hours * hourMs * (1 + jitter * (2 * random() - 1)))
  }

  const fetchAll = async (): Promise<boolean> => {
    const reports: RefreshReport[] = []
    try {
      for (const source of sources) reports.push(await catalog.refresh(source))
    } catch (error) {
      logger?.warn('the price lists could not be fetched', { error })
    }
    if (reports.some((report) => report.sources.some(isNews))) turns?.tell()
    return tell(reports, logger)
  }

  const leave = turns?.onTold(() => void restore(options))
  void restore(options).then(() => wait(firstMs))
  return {
    stop() {
      isStopped = true
      leave?.()
      clearTimeout(timer)
    },
  }
}

/** True unless the store is away. */
async function restore({ catalog, logger }: ScheduleOptions): Promise<boolean> {
  try {
    await catalog.restore()
    return true
  } catch (error) {
    logger?.warn('the prices that were kept could not be read', { error })
    return false
  }
}

function isNews({ result }: SourceReport): boolean {
  return result === 'accepted'
}

/** True when some list came. */
function tell(reports: readonly RefreshReport[], logger: Logger | undefined): boolean {
  const sources = reports.flatMap((report) => report.sources)
  const failed = sources.filter(({ result }) => result === 'failed' || result === 'refused')
  const changes = reports.flatMap((report) => report.changes)
  const findings = reports.flatMap((report) => report.findings)
  if (failed.length > 0) logger?.warn('price lists failed; the last good prices stay', { failed })
  if (changes.length > 0 || findings.length > 0)
    logger?.info('prices were refreshed', { changes: changes.length, doubts: findings.length })
  return failed.length < sources.length
}
