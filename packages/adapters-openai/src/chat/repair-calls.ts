import type { JsonObject, JsonValue } from '@signalbox/core'
import { isJsonObject } from '@signalbox/core'

import { isList, objects, text } from '../json-fields.ts'
import { objectAt } from './own-fields.ts'
import { madeCallId } from './tool-calls.ts'

/** Gives the calls of one choice what official clients demand: index, id and type on the first fragment. */
export class CallRepair {
  readonly #ids: string[] = []

  get any(): boolean {
    return this.#ids.length > 0
  }

  /** The fragments, repaired; the same list when nothing was missing. */
  fragments(calls: JsonValue | undefined, answer: string, choice: number): JsonValue | undefined {
    if (!isList(calls)) return calls
    const repaired = objects(calls).flatMap((call) => this.#fragment(call, answer, choice))
    const same = repaired.length === calls.length && repaired.every((call, i) => call === calls[i])
    return same ? calls : repaired
  }

  #fragment(call: JsonObject, answer: string, choice: number): readonly JsonObject[] {
    const id = text(call, 'id') ?? ''
    const index = this.#indexOf(call, id)
    const first = this.#ids[index] === undefined
    if (first && isEmpty(call)) return []
    if (!first) {
      if (isEmpty(call) || call['id'] === '') return isEmpty(call) ? [] : [withoutId(call, index)]
      return [call['index'] === index ? call : { ...call, index }]
    }
    const known = id === '' ? madeCallId(answer, `${String(choice)}.${String(index)}`) : id
    this.#ids[index] = known
    const type = text(call, 'type') ?? (isJsonObject(call['custom']) ? 'custom' : 'function')
    const whole = call['index'] === index && known === call['id'] && type === call['type']
    return [whole ? call : { ...call, index, id: known, type }]
  }

  #indexOf(call: JsonObject, id: string): number {
    const { index } = call
    if (typeof index === 'number') return index
    const known = id === '' ? -1 : this.#ids.indexOf(id)
    if (known !== -1) return known
    const names = text(objectAt(call, 'function'), 'name') !== undefined
    return id !== '' || names ? this.#ids.length : Math.max(0, this.#ids.length - 1)
  }
}

function isEmpty(call: JsonObject): boolean {
  const inner = objectAt(call, 'function')
  const custom = objectAt(call, 'custom')
  return [inner['name'], inner['arguments'], custom['name'], custom['input']].every(
    (value) => value === undefined || value === null || value === '',
  )
}

function withoutId(call: JsonObject, index: number): JsonObject {
  const { id: _, ...rest } = call
  return { ...rest, index }
}
