import { isJsonObject, type JsonObject, type JsonValue } from '@signalbox/core'

import { objectsIn, stringOf } from '../wire/objects.ts'

type Slot = { [key: string]: Slot | JsonValue | undefined } | (Slot | JsonValue | undefined)[]

/** Builds the arguments of a call that is streamed as `partialArgs`. */
export class PartialCall {
  readonly #root: Slot = Object.create(null) as Slot

  /** Takes the values of one chunk; strings grow, everything else is set. */
  push(call: JsonObject): void {
    for (const entry of objectsIn(call['partialArgs'])) {
      const steps = stepsOf(stringOf(entry['jsonPath']) ?? '')
      const value = valueOf(entry)
      if (steps.length > 0 && value !== undefined) put(this.#root, steps, value)
    }
    const { args } = call
    if (isJsonObject(args))
      for (const [name, value] of Object.entries(args)) put(this.#root, [name], value)
  }

  /** The arguments so far as JSON text. */
  text(): string {
    return JSON.stringify(this.#root)
  }
}

function stepsOf(path: string): readonly (string | number)[] {
  return [...path.matchAll(/\.([^.[\]]+)|\[(\d+)\]|\[(?:'([^']*)'|"([^"]*)")\]/g)].map((match) =>
    match[2] === undefined ? (match[1] ?? match[3] ?? match[4] ?? '') : Number(match[2]),
  )
}

function valueOf(entry: JsonObject): JsonValue | undefined {
  if ('nullValue' in entry) return null
  return entry['stringValue'] ?? entry['numberValue'] ?? entry['boolValue']
}

/** More than any model writes; a path beyond it is not followed. */
const maxIndex = 100_000

function put(root: Slot, steps: readonly (string | number)[], value: JsonValue | undefined): void {
  let slot = root
  for (const [i, step] of steps.entries()) {
    if (typeof step === 'number' && step > maxIndex) return
    const below = read(slot, step)
    if (i === steps.length - 1) {
      write(
        slot,
        step,
        typeof below === 'string' && typeof value === 'string' ? below + value : value,
      )
    } else if (isSlot(below)) slot = below
    else {
      const fresh: Slot = typeof steps[i + 1] === 'number' ? [] : (Object.create(null) as Slot)
      write(slot, step, fresh)
      slot = fresh
    }
  }
}

function read(slot: Slot, step: string | number): Slot | JsonValue | undefined {
  return Array.isArray(slot) ? slot[Number(step)] : slot[step]
}

function write(slot: Slot, step: string | number, value: Slot | JsonValue | undefined): void {
  if (!Array.isArray(slot)) slot[step] = value
  else if (typeof step === 'number') slot[step] = value
}

function isSlot(value: Slot | JsonValue | undefined): value is Slot {
  return typeof value === 'object' && value !== null
}
