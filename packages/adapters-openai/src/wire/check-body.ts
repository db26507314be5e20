import type { JsonObject } from '@signalbox/core'
import { GatewayError } from '@signalbox/core'
import type { z } from 'zod'

/** Throws `invalid_request` naming the first field of the wrong type. */
export function checkBody(body: JsonObject, schema: z.ZodType): void {
  const checked = schema.safeParse(body)
  if (checked.success) return
  const [issue] = checked.error.issues
  const param = issue === undefined ? '' : deepest(issue)
  const missing = !has(body, param)
  const message = missing
    ? `Missing required parameter: '${param}'.`
    : `Invalid type for '${param}': ${issue?.message ?? 'see the API reference'}.`
  throw new GatewayError('invalid_request', message, { origin: 'client', param })
}

function has(body: JsonObject, param: string): boolean {
  return param.includes('.') || Object.hasOwn(body, param)
}

/** A union says only that nothing fits; its longest path is the field that the caller got wrong. */
function deepest(issue: z.core.$ZodIssue): string {
  const inner = issue.code === 'invalid_union' ? issue.errors.flat() : []
  const paths = inner.map((entry) => [...issue.path, ...entry.path])
  const longest = paths.toSorted((a, b) => b.length - a.length)[0] ?? issue.path
  return longest.map(String).join('.')
}
