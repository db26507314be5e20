import type { JsonValue } from '@signalbox/core'
import { isJsonObject } from '@signalbox/core'

import { isList } from './json-fields.ts'

/** Whether two JSON values say the same; key order and absent against `undefined` do not count. */
export function jsonEqual(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  if (a === b) return true
  if (isList(a) && isList(b))
    return a.length === b.length && a.every((entry, index) => jsonEqual(entry, b[index]))
  if (!isJsonObject(a) || !isJsonObject(b)) return false
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((key) =>
    jsonEqual(
      Object.hasOwn(a, key) ? a[key] : undefined,
      Object.hasOwn(b, key) ? b[key] : undefined,
    ),
  )
}
