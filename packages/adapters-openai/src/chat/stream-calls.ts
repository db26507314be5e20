import type { JsonObject, JsonValue, ToolCallPart } from '@signalbox/core'
import { isJsonObject } from '@signalbox/core'

import { objects, text } from '../json-fields.ts'
import { objectAt } from './own-fields.ts'
import type { PartStream } from './part-stream.ts'
import type { CallRestorer } from './restore-calls.ts'
import { argumentsText, decodeToolCall, madeCallId, unwrap } from './tool-calls.ts'

interface OpenCall {
  readonly id: string
  readonly seed: JsonObject
  readonly madeId: string
  name: string
  said: string
  index: number | undefined
  told: number
}

/** Puts the fragments of tool calls together, also where index, id or type are missing. */
export class CallStream {
  readonly #parts: PartStream
  readonly #restorer: CallRestorer
  readonly #answer: { readonly id: string; readonly model: string }
  readonly #calls: OpenCall[] = []
  readonly #byIndex = new Map<number, OpenCall>()

  constructor(
    parts: PartStream,
    restorer: CallRestorer,
    answer: { readonly id: string; readonly model: string },
  ) {
    this.#parts = parts
    this.#restorer = restorer
    this.#answer = answer
  }

  get any(): boolean {
    return this.#calls.length > 0
  }

  push(fragments: JsonValue | undefined): void {
    for (const fragment of objects(fragments)) {
      const inner = isJsonObject(fragment['custom'])
        ? fragment['custom']
        : objectAt(fragment, 'function')
      this.#fragment(fragment, text(inner, 'name') ?? '', inner['arguments'] ?? inner['input'])
    }
  }

  /** The old `function_call`: one call, no id. */
  legacy(call: JsonValue | undefined): void {
    if (!isJsonObject(call)) return
    const [name, said] = [text(call, 'name') ?? '', call['arguments']]
    if (name === '' && (said === '' || said === undefined) && !this.any) return
    this.#fragment({ index: 0, type: 'function' }, name, said)
  }

  #fragment(fragment: JsonObject, name: string, said: JsonValue | undefined): void {
    const id = text(fragment, 'id') ?? ''
    const body = argumentsText(said)
    const known = this.#find(fragment, id)
    if (known === undefined && id === '' && name === '' && body === '') return
    const call = known ?? this.#add(fragment, id)
    if (call.name === '') call.name = name
    call.said += body
    if (call.name !== '') this.#tell(call)
  }

  #find(fragment: JsonObject, id: string): OpenCall | undefined {
    const index = fragment['index']
    if (typeof index === 'number') {
      const call = this.#byIndex.get(index)
      // Some servers number every call of a turn 0.
      return call !== undefined && id !== '' && call.id !== '' && id !== call.id ? undefined : call
    }
    if (id !== '') return this.#calls.find((call) => call.id === id)
    return text(objectAt(fragment, 'function'), 'name') ? undefined : this.#calls.at(-1)
  }

  #add(fragment: JsonObject, id: string): OpenCall {
    const place = `${String(this.#parts.candidate)}.${String(this.#calls.length)}`
    const madeId = madeCallId(this.#answer.id, place)
    const call = { id, seed: fragment, madeId, name: '', said: '', index: undefined, told: 0 }
    this.endWhole()
    this.#calls.push(call)
    const index = fragment['index']
    this.#byIndex.set(typeof index === 'number' ? index : this.#calls.length - 1, call)
    return call
  }

  #tell(call: OpenCall): void {
    call.index ??= this.#parts.start(this.#restorer.seed(this.#seedOf(call)))
    if (this.#restorer.isWrapped(call.name)) return
    this.#parts.delta(call.index, call.said.slice(call.told))
    call.told = call.said.length
  }

  #seedOf(call: OpenCall): Omit<ToolCallPart, 'arguments'> {
    const { index: _, ...fragment } = call.seed
    const field = isJsonObject(fragment['custom']) ? 'custom' : 'function'
    const inner = { name: call.name }
    const whole = { type: field, ...fragment, [field]: inner }
    const { arguments: __, ...seed } = decodeToolCall(whole, call.madeId, this.#answer.model)
    return seed
  }

  /** Ends the calls whose arguments are complete. */
  endWhole(): void {
    for (const call of this.#calls)
      if (call.index !== undefined && this.#parts.isOpen(call.index) && isWhole(call.said))
        this.#end(call)
  }

  /** Ends every call; one without a name but with arguments is told all the same. */
  end(): void {
    for (const call of this.#calls) {
      if (call.index === undefined) this.#tell(call)
      this.#end(call)
    }
  }

  #end(call: OpenCall): void {
    if (call.index === undefined || !this.#parts.isOpen(call.index)) return
    if (this.#restorer.isWrapped(call.name)) this.#parts.delta(call.index, unwrap(call.said))
    this.#parts.end(call.index)
  }
}

function isWhole(said: string): boolean {
  if (!said.endsWith('}')) return false
  try {
    JSON.parse(said)
    return true
  } catch {
    return false
  }
}
