import { makeInstance } from './instance.ts'
import { NOTHING_BILLED, type Billed } from './journal.ts'
import { isObject } from './json.ts'
import type { Knobs } from './knobs.ts'
import type { OfferedTool, Prompt } from './prompt.ts'
import { createRandom, hash32 } from './random.ts'

export type Finish = 'stop' | 'length' | 'tool-calls' | 'filter' | 'refusal' | 'stop-sequence'

export interface ScriptedCall {
  readonly name: string
  readonly kind: 'function' | 'custom'
  readonly input: unknown
  /** The arguments as JSON text; a custom tool's own text. */
  readonly json: string
  /** The same text in tokens. */
  readonly pieces: readonly string[]
}

/** What the model says, before any wire words it. */
export interface Script {
  readonly reasoning: readonly string[]
  /** One piece is one token. */
  readonly text: readonly string[]
  readonly calls: readonly ScriptedCall[]
  readonly finish: Finish
  readonly stopSequence: string | undefined
  readonly usage: Billed
}

const WORDS =
  'oak ash elm fir yew bay fig ivy sun sky sea bee fox owl cat jay red tan été ton air ice map key'.split(
    ' ',
  )
const THINKS = 'why not yes how ask see let try'.split(' ')

/** Writes the answer that this seed, prompt and these knobs always give. */
export function writeScript(prompt: Prompt, knobs: Knobs, seed: string, salt = 0): Script {
  const random = createRandom(`${seed}/${hash32(prompt.text)}/${salt}`)
  const word = (list: readonly string[]): string =>
    list[Math.floor(random() * list.length)] ?? 'oak'
  const reasoningTokens = countReasoning(prompt, knobs)
  const reasoning = Array.from({ length: reasoningTokens }, () => `${word(THINKS)} `)
  const calls = chooseTools(prompt, knobs).map((tool, index) => callTool(tool, index))
  const said =
    calls.length > 0 ? pieces(knobs.text ?? '') : sayText(prompt, knobs, () => word(WORDS))
  const budget =
    prompt.maxTokens === undefined ? undefined : Math.max(0, prompt.maxTokens - reasoningTokens)
  const stopped = stopAt(said, prompt.stops)
  const tooLong = budget !== undefined && stopped.text.length > budget
  const text = tooLong ? stopped.text.slice(0, budget) : stopped.text
  const finish = finishOf(knobs, calls, tooLong, stopped.sequence)
  const written = text.length + calls.reduce((sum, call) => sum + call.pieces.length, 0)
  return {
    reasoning,
    text,
    calls,
    finish,
    stopSequence: finish === 'stop-sequence' ? stopped.sequence : undefined,
    usage: countUsage(prompt, knobs, { written, reasoningTokens, salt }),
  }
}

/** Splits a text into tokens of four characters, never inside one. */
export function pieces(text: string): readonly string[] {
  const characters = Array.from(text)
  return Array.from({ length: Math.ceil(characters.length / 4) }, (_, index) =>
    characters.slice(index * 4, index * 4 + 4).join(''),
  )
}

/** The sum of several answers to one prompt: the input counts once. */
export function sumUsage(scripts: readonly Script[]): Billed {
  const sum = (read: (usage: Billed) => number): number =>
    scripts.reduce((total, { usage }) => total + read(usage), 0)
  return {
    ...(scripts[0]?.usage ?? NOTHING_BILLED),
    output: sum((usage) => usage.output),
    reasoning: sum((usage) => usage.reasoning),
  }
}

/** How many chunks these answers have as a stream. */
export function countChunks(...scripts: readonly Script[]): number {
  return scripts.reduce(
    (sum, { reasoning, text, calls }) =>
      sum +
      reasoning.length +
      text.length +
      calls.reduce((total, call) => total + call.pieces.length, 0),
    0,
  )
}

function countReasoning(prompt: Prompt, knobs: Knobs): number {
  if (knobs.reasoning === undefined ? !prompt.thinking : knobs.reasoning < 1) return 0
  return knobs.reasoning === undefined || knobs.reasoning === 1 ? 12 : Math.floor(knobs.reasoning)
}

function chooseTools(prompt: Prompt, knobs: Knobs): readonly OfferedTool[] {
  const { choice, tools } = prompt
  if (choice === 'none' || tools.length === 0 || knobs.refuse || knobs.filter) return []
  const offered =
    typeof choice === 'object' ? tools.filter((tool) => choice.names.includes(tool.name)) : tools
  const forced = choice !== 'auto'
  const wished = knobs.tools ?? 0
  if (!forced && (prompt.toolResults > 0 || wished < 1)) return []
  const count = prompt.parallel ? Math.max(1, Math.floor(wished)) : 1
  return Array.from({ length: count }, (_, index) => offered[index % offered.length]).filter(
    (tool) => tool !== undefined,
  )
}

function callTool(tool: OfferedTool, index: number): ScriptedCall {
  const kind = tool.kind ?? 'function'
  const made = kind === 'custom' ? `DEMO ${index}` : makeInstance(tool.schema)
  const input = kind === 'custom' || isObject(made) ? made : {}
  const json = typeof input === 'string' ? input : JSON.stringify(input)
  return { name: tool.name, kind, input, json, pieces: pieces(json) }
}

function sayText(prompt: Prompt, knobs: Knobs, word: () => string): readonly string[] {
  if (knobs.text !== undefined) return pieces(knobs.text)
  if (knobs.refuse) return pieces('[DEMO] I cannot help with that.')
  if (prompt.json !== undefined) {
    const { schema } = prompt.json
    const value = schema === undefined ? { demo: true, answer: word() } : makeInstance(schema)
    return pieces(JSON.stringify(value))
  }
  if (prompt.toolResults > 0 && knobs.tokens === undefined) {
    const noun = prompt.toolResults === 1 ? 'result' : 'results'
    return pieces(`[DEMO] I read ${prompt.toolResults} tool ${noun}: ${word()} ${word()}.`)
  }
  const count = Math.floor(knobs.tokens ?? 16)
  return Array.from({ length: count }, (_, index) => (index === 0 ? '[DEMO]' : ` ${word()}`))
}

function stopAt(
  text: readonly string[],
  stops: readonly string[],
): { readonly text: readonly string[]; readonly sequence: string | undefined } {
  const whole = text.join('')
  let at = -1
  let sequence: string | undefined
  for (const stop of stops) {
    const found = stop === '' ? -1 : whole.indexOf(stop)
    if (found >= 0 && (at < 0 || found < at)) {
      at = found
      sequence = stop
    }
  }
  if (sequence === undefined) return { text, sequence }
  const kept: string[] = []
  let length = 0
  for (const piece of text) {
    if (length >= at) break
    kept.push(piece.slice(0, at - length))
    length += piece.length
  }
  return { text: kept, sequence }
}

function finishOf(
  knobs: Knobs,
  calls: readonly ScriptedCall[],
  tooLong: boolean,
  sequence: string | undefined,
): Finish {
  if (knobs.filter) return 'filter'
  if (knobs.refuse) return 'refusal'
  if (knobs.finish === 'length' || tooLong) return 'length'
  if (calls.length > 0) return 'tool-calls'
  return sequence === undefined ? 'stop' : 'stop-sequence'
}

function countUsage(
  prompt: Prompt,
  knobs: Knobs,
  { written, reasoningTokens, salt }: { written: number; reasoningTokens: number; salt: number },
): Billed {
  const [wishedInput, wishedOutput] = (knobs.usage ?? '').split(',').map(readCount)
  const input = wishedInput ?? prompt.inputTokens
  // What was wished is the sum: the first of several answers carries it.
  const wished = salt === 0 ? wishedOutput : wishedOutput && 0
  const output = wished ?? written + reasoningTokens
  const cacheRead = Math.min(input, knobs.cached ?? 0)
  const cacheWrite = Math.min(input - cacheRead, knobs.written ?? 0)
  const reasoning = Math.min(output, reasoningTokens)
  return {
    input: input - cacheRead - cacheWrite,
    cacheRead,
    cacheWrite,
    output: output - reasoning,
    reasoning,
  }
}

function readCount(text: string): number | undefined {
  const count = Number.parseInt(text, 10)
  return Number.isNaN(count) ? undefined : count
}
