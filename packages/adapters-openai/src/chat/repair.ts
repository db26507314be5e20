import type { JsonObject } from '@signalbox/core'
import { isJsonObject } from '@signalbox/core'

import { decodeFinish, encodeFinish, openaiFinishes } from '../finish-reason.ts'
import { objects, omit, text } from '../json-fields.ts'
import type { Repair } from '../row.ts'
import { objectAt } from './own-fields.ts'
import { CallRepair } from './repair-calls.ts'
import { usageOf } from './response.ts'
import { saysSomething } from './scope.ts'

const usageObject = /"usage"\s*:\s*\{/
const eventful =
  /"usage"\s*:\s*\{|"tool_calls"|"finish_reason"\s*:\s*"|"message"\s*:|"error"|"index"\s*:\s*[1-9]|"object"\s*:\s*"chat\.completion\.done/

interface ChoiceState {
  readonly calls: CallRepair
  role: boolean
  finished: boolean
}

/** Repairs the chunks of one stream, for a client that did or did not ask for usage. */
export class ChunkRepair {
  readonly #flags: ReadonlySet<Repair>
  readonly #wantsUsage: boolean
  readonly #choices = new Map<number, ChoiceState>()
  #last: JsonObject = {}
  #usage: JsonObject | undefined
  #done = false
  /** The first choice has its role. */
  #opened = false

  constructor(repairs: readonly Repair[], wantsUsage: boolean) {
    this.#flags = new Set(repairs)
    this.#wantsUsage = wantsUsage
  }

  /** Chunks that cannot need a repair, such as plain text of an opened choice, are not parsed. */
  concerns(data: string): boolean {
    if (this.#flags.size === 0) return !this.#wantsUsage && usageObject.test(data)
    return !this.#opened || eventful.test(data) || !data.includes('"index"')
  }

  /** The chunk as it should be: the same object when it was, undefined when it should not be. */
  chunk(chunk: JsonObject): JsonObject | undefined {
    const usage = usageOf(chunk)
    if (usage !== undefined) this.#usage = usage
    if (saysSomething(chunk['error'])) return chunk
    this.#last = chunk
    const before = objects(chunk['choices'])
    const after = before.flatMap((choice, position) => this.#choice(choice, chunk, position))
    const kept = this.#withoutUsage(chunk, usage)
    if (before.length === 0) return isBareUsage(kept, usage) ? undefined : kept
    if (after.length === 0) return undefined
    const same = after.length === before.length && after.every((choice, i) => choice === before[i])
    const named = this.#named(kept)
    return same ? named : { ...named, choices: after }
  }

  /** What is owed before `[DONE]`: finishes that never came, usage in its place. */
  owed(): readonly JsonObject[] {
    if (this.#done) return []
    this.#done = true
    const base = omit(this.#last, [
      'usage',
      'choices',
      'x_groq',
      'obfuscation',
      'citations',
      'search_results',
    ])
    const head = { ...base, object: 'chat.completion.chunk' }
    const finishes = [...this.#choices].flatMap(([index, { finished, calls }]) => {
      if (finished || !this.#flags.has('finish')) return []
      const word = calls.any ? 'tool_calls' : 'stop'
      return [{ ...head, choices: [{ index, delta: {}, finish_reason: word }] }]
    })
    const usage = this.#flags.has('usage') && this.#wantsUsage ? this.#usage : undefined
    return usage === undefined ? finishes : [...finishes, { ...head, choices: [], usage }]
  }

  #withoutUsage(chunk: JsonObject, usage: JsonObject | undefined): JsonObject {
    const removes = !this.#wantsUsage || this.#flags.has('usage')
    if (!removes || usage === undefined) return chunk
    const groq = objectAt(chunk, 'x_groq')
    const rest = omit(chunk, ['usage'])
    return groq['usage'] === undefined ? rest : { ...rest, x_groq: omit(groq, ['usage']) }
  }

  #named(chunk: JsonObject): JsonObject {
    const { object } = chunk
    if (!this.#flags.has('cumulative') || object === 'chat.completion.chunk') return chunk
    return { ...chunk, object: 'chat.completion.chunk' }
  }

  #choice(choice: JsonObject, chunk: JsonObject, position: number): readonly JsonObject[] {
    const index = typeof choice['index'] === 'number' ? choice['index'] : position
    const state = this.#stateOf(index)
    const cumulative = this.#flags.has('cumulative') && isJsonObject(choice['delta'])
    const base = cumulative && choice['message'] !== undefined ? omit(choice, ['message']) : choice
    const delta = this.#delta(objectAt(base, 'delta'), state, chunk, index)
    if (state.finished && this.#flags.has('usage') && isSilent(delta)) return []
    const word = this.#finish(text(base, 'finish_reason'), state)
    const usage = this.#flags.has('usage') && base['usage'] !== undefined
    const edits = {
      ...(delta === base['delta'] ? {} : { delta }),
      ...(word === undefined ? {} : { finish_reason: word }),
      ...(typeof choice['index'] === 'number' || !this.#flags.has('role') ? {} : { index }),
    }
    const kept = usage ? omit(base, ['usage']) : base
    return [Object.keys(edits).length === 0 ? kept : { ...kept, ...edits }]
  }

  #delta(delta: JsonObject, state: ChoiceState, chunk: JsonObject, index: number): JsonObject {
    const calls = state.calls.fragments(delta['tool_calls'], text(chunk, 'id') ?? '', index)
    const needsCalls = this.#flags.has('tools') && calls !== delta['tool_calls']
    const needsRole = this.#flags.has('role') && !state.role && text(delta, 'role') === undefined
    state.role = true
    this.#opened = true
    const rest =
      needsCalls && Array.isArray(calls) && calls.length === 0 ? omit(delta, ['tool_calls']) : delta
    if (!needsCalls && !needsRole) return delta
    return {
      ...(needsRole ? { role: 'assistant' } : {}),
      ...rest,
      ...(needsCalls && rest === delta ? { tool_calls: calls } : {}),
    }
  }

  /** The word to write instead; undefined keeps what is there. */
  #finish(word: string | undefined, state: ChoiceState): string | null | undefined {
    if (word === undefined) return undefined
    if (word === '') return this.#flags.has('finish') ? null : undefined
    state.finished = true
    if (!this.#flags.has('finish') || openaiFinishes.has(word)) return undefined
    return encodeFinish(decodeFinish(word, { calls: state.calls.any, refusal: false }))
  }

  #stateOf(index: number): ChoiceState {
    const known = this.#choices.get(index)
    if (known !== undefined) return known
    const fresh = { calls: new CallRepair(), role: false, finished: false }
    this.#choices.set(index, fresh)
    return fresh
  }
}

function isBareUsage(chunk: JsonObject, usage: JsonObject | undefined): boolean {
  return usage !== undefined && chunk['usage'] === undefined
}

function isSilent(delta: JsonObject): boolean {
  return Object.entries(delta).every(([key, value]) => key === 'role' || !saysSomething(value))
}
