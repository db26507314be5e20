import type { Logger, UsageQuery, UsageSum } from '@signalbox/core'
import type { ManagedKeyPool } from '@signalbox/secrets'

import type { ProviderConfig } from '../config/config.ts'

/** Where counts of keys come from and go to. */
export interface KeyUseOptions {
  readonly providers: () => readonly ProviderConfig[]
  readonly keys: () => Pick<ManagedKeyPool, 'restore'>
  readonly usage: (query: UsageQuery) => Promise<readonly UsageSum[]>
  readonly logger: Logger | undefined
  /** How often others' use is looked up; absent: there are no others. */
  readonly everyMs?: number | undefined
}

/** Keeps the counts of keys by day and month in step with the books. */
export interface KeyUseWatch {
  /** Now, e.g. because keys have changed. */
  look(): void
  close(): void
}

const retryMs = 10_000

/** Reads the books at once, after a failure again, and then every `everyMs`. */
export function watchKeyUse(options: KeyUseOptions): KeyUseWatch {
  const { everyMs, logger } = options
  let timer: NodeJS.Timeout | undefined

  function wait(ms: number | undefined): void {
    clearTimeout(timer)
    if (ms !== undefined) timer = setTimeout(look, ms).unref()
  }

  function look(): void {
    restore(options, Date.now()).then(
      () => wait(everyMs),
      (error: unknown) => {
        logger?.warn('what keys have used could not be read from the books', { error })
        wait(retryMs)
      },
    )
  }

  look()
  return { look, close: () => clearTimeout(timer) }
}

async function restore({ providers, keys, usage }: KeyUseOptions, wall: number): Promise<void> {
  const limited = new Map<string, { readonly name: string; readonly id: string }>(
    providers().flatMap(({ name, keys: own }) =>
      own
        .filter(({ limits = {} }) => Object.keys(limits).some((limit) => limit.includes('Per')))
        .map(({ id }) => [`${name}/${id}`, { name, id }] as const),
    ),
  )
  if (limited.size === 0) return
  const date = new Date(wall)
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()]
  const since = async (span: 'day' | 'month', from: number) => {
    for (const sum of await usage({ from, to: wall + 1, groupBy: 'credential' })) {
      const key = limited.get(sum.group)
      if (key !== undefined) keys().restore(key.name, key.id, { [span]: useOf(sum) })
    }
  }
  await since('day', Date.UTC(year, month, date.getUTCDate()))
  await since('month', Date.UTC(year, month, 1))
}

function useOf(sum: UsageSum) {
  const { attempts, inputTokens, cacheReadTokens, cacheWriteTokens, nanoUsd } = sum
  const read = inputTokens + cacheReadTokens + cacheWriteTokens
  const tokens = read + sum.outputTokens + sum.reasoningTokens
  return { requests: attempts, tokens, nanoUsd }
}
