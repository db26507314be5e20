import type { Context } from './context.ts'
import type { HeaderList } from './http.ts'

/** `x-ratelimit-{limit,remaining,reset}-{requests,tokens}` of the caller's own limits. */
export function limitHeaders({ facts, clock }: Pick<Context, 'facts' | 'clock'>): HeaderList {
  const list: string[] = []
  for (const { unit, limit, remaining, resetsAt } of facts.limits ?? []) {
    const add = (word: string, value: string) => list.push(`x-ratelimit-${word}-${unit}`, value)
    if (limit !== undefined) add('limit', String(Math.floor(limit)))
    if (remaining !== undefined) add('remaining', String(Math.max(0, Math.floor(remaining))))
    if (resetsAt !== undefined) add('reset', spanText(resetsAt - clock.wall()))
  }
  return list
}

/** As official clients read it: `6m0s`, `1.5s`, `20ms`. */
function spanText(ms: number): string {
  const whole = Math.max(0, Math.ceil(ms))
  if (whole < 1000) return `${String(whole)}ms`
  if (whole < 60_000) return `${String(whole / 1000)}s`
  const seconds = Math.ceil(whole / 1000)
  return `${String(Math.floor(seconds / 60))}m${String(seconds % 60)}s`
}
