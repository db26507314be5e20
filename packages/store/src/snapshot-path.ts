import type { JsonObject, JsonValue } from '@signalbox/core'
import { isJsonObject } from '@signalbox/core'

import { StoreError } from './store-error.ts'

/** A tree that is being put together; never handed out while it still changes. */
export type Draft = Record<string, JsonValue | undefined>

/** Sets the value at a path, or removes it; changes `root`. */
export function applyChange(
  root: Draft,
  path: readonly string[],
  value: JsonObject | undefined,
): void {
  let parent = root
  for (const key of path.slice(0, -1)) {
    const child = Object.hasOwn(parent, key) ? parent[key] : undefined
    if (isJsonObject(child)) {
      parent = child
    } else if (value === undefined) {
      return
    } else {
      const made: Draft = {}
      setOwn(parent, key, made)
      parent = made
    }
  }
  const last = path.at(-1) ?? ''
  if (value === undefined) Reflect.deleteProperty(parent, last)
  else setOwn(parent, last, value)
}

/** The text under which a change is kept; in the order of bytes every path below it is from `below` to before `after`. */
export function pathKey(path: readonly string[]): {
  readonly key: string
  readonly below: string
  readonly after: string
} {
  if (path.length === 0) throw new StoreError('failed', 'A change of settings needs a path.')
  const key = JSON.stringify(path)
  // A minus is the character behind a comma.
  return { key, below: `${key.slice(0, -1)},`, after: `${key.slice(0, -1)}-` }
}

// `__proto__` is a key like any other.
function setOwn(target: Draft, key: string, value: JsonValue): void {
  Object.defineProperty(target, key, {
    value,
    writable: true,
    enumerable: true,
    configurable: true,
  })
}
