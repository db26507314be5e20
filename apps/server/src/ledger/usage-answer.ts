import { usdText, type UsageSum } from '@signalbox/core'
import { noUsage } from '@signalbox/ledger'

import type { RequestLog } from '../request-log/request-log.ts'
import type { UsageAnswer, UsageArgs, UsageTotals } from '../request-log/usage-query.ts'
import type { ServerLedger } from './server-ledger.ts'

/** Where sums come from. */
export interface UsageSources {
  readonly ledger: Pick<ServerLedger, 'ledger' | 'isKept'>
  /** Knows the requests that never reached a provider too. */
  readonly log: RequestLog | undefined
  /** Other replicas write into the same books, and not into this log. */
  readonly isShared: boolean
}

/**
 * What was used and paid, by the books. Requests and errors are counted by the request log of a
 * gateway that runs alone: the books have no row for what was refused at the door.
 */
export async function usageAnswer(sources: UsageSources, args: UsageArgs): Promise<UsageAnswer> {
  const { ledger, log, isShared } = sources
  if (!ledger.isKept && log !== undefined) return log.usage(args)
  const { groupBy, ...range } = args
  const [[total = noUsage], sums, logged] = await Promise.all([
    ledger.ledger.usage(range),
    groupBy === undefined ? [] : ledger.ledger.usage({ ...range, groupBy }),
    isShared ? undefined : log?.usage(args),
  ])
  const requests = new Map(logged?.groups.map((group) => [group.group, group]))
  const names = new Set([...sums.map(({ group }) => group), ...requests.keys()])
  const byName = new Map(sums.map((sum) => [sum.group, sum]))
  return {
    totals: told(total, logged?.totals),
    groups: [...names]
      .toSorted((a, b) => (a < b ? -1 : 1))
      .map((group) => ({
        group,
        ...told(byName.get(group) ?? noUsage, logged && (requests.get(group) ?? noRequests)),
      })),
  }
}

const noRequests = { requests: 0, errors: 0 }

function told(
  sum: Omit<UsageSum, 'group'>,
  logged: Pick<UsageTotals, 'requests' | 'errors'> | undefined,
): UsageTotals {
  const { requests, errors } = logged ?? sum
  return {
    requests,
    attempts: sum.attempts,
    errors,
    input_tokens: sum.inputTokens,
    cache_read_tokens: sum.cacheReadTokens,
    cache_write_tokens: sum.cacheWriteTokens,
    output_tokens: sum.outputTokens,
    reasoning_tokens: sum.reasoningTokens,
    cost_usd: usdText(sum.nanoUsd),
    saved_usd: usdText(sum.savedNanoUsd),
    cost_unknown: sum.costUnknown,
  }
}
