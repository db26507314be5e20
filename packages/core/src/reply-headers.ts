import type { Context } from './context.ts'
import type { HeaderList } from './http.ts'
import { limitHeaders } from './limit-headers.ts'
import { serverTiming } from './server-timing.ts'
import type { Warning } from './target.ts'
import { usdOf } from './total-cost.ts'

const maxWarnings = 2048

/** The gateway's own response headers of one request; a refused or failed one has no target. */
export function replyHeaders(context: Context): HeaderList {
  const { target, facts } = context
  const list = ['x-request-id', context.id]
  if (target !== undefined)
    list.push(
      'x-signalbox-provider',
      visible(target.provider),
      'x-signalbox-model',
      visible(target.model),
    )
  if (facts.route !== undefined) list.push('x-signalbox-route', visible(facts.route))
  const { length } = facts.attempts ?? []
  if (target !== undefined || length > 0)
    // A pipeline without resilience keeps no list, and asks once.
    list.push('x-signalbox-attempts', facts.cache?.result === 'hit' ? '0' : String(length || 1))
  list.push('x-signalbox-cache', facts.cache?.result ?? 'off')
  if (facts.decisionId !== undefined) list.push('x-signalbox-decision-id', facts.decisionId)
  if (facts.safety !== undefined && facts.safety !== '')
    list.push('x-signalbox-safety', visible(facts.safety))
  if (context.warnings.length > 0) list.push('x-signalbox-warnings', describe(context.warnings))
  const usd = usdOf(facts)
  if (usd !== undefined) list.push('x-signalbox-cost-usd', usd)
  list.push('server-timing', serverTiming(context))
  list.push(...limitHeaders(context))
  return list
}

/** `code path` of each loss, comma separated; cut with a count when there are too many. */
function describe(warnings: readonly Warning[]): string {
  const texts = [...new Set(warnings.map(({ code, path }) => visible(`${code} ${path}`)))]
  let out = ''
  for (const [index, text] of texts.entries()) {
    const next = out === '' ? text : `${out}, ${text}`
    if (next.length > maxWarnings) return `${out}, and ${String(texts.length - index)} more`
    out = next
  }
  return out
}

/** Header values are visible ASCII: nothing a client chose can end a line. */
function visible(text: string): string {
  return text.replaceAll(/[^\x20-\x7e]/g, '?')
}
