import { denseCount, writeShape } from './prompt-shape.ts'
import { mostBuckets, WordCounts } from './word-counts.ts'

/** What is known of a prompt: hashed words with their counts, and numbers that tell its shape. */
export interface PromptFeatures {
  /** Buckets, ascending, each once. */
  readonly buckets: Uint32Array
  /** 1 + ln(count) of each bucket, before any weighting. */
  readonly values: Float32Array
  readonly dense: Float32Array
}

/** What beside the text belongs to a prompt. */
export interface PromptMeta {
  readonly task?: string | undefined
  readonly language?: string | undefined
}

const headLength = 1500
const tailLength = 1000

/** Reads one prompt after another in the same memory. */
export class PromptReader {
  readonly #words = new WordCounts()
  readonly #buckets = new Uint32Array(mostBuckets)
  readonly #values = new Float32Array(mostBuckets)
  readonly #dense = new Float32Array(denseCount)

  /** Only the first 1,500 and last 1,000 characters count; what it answers holds until the next prompt is read. */
  read(prompt: string, meta: PromptMeta = {}): PromptFeatures {
    const text = excerpt(prompt)
    const words = this.#words
    words.clear()
    words.addText(text.toLowerCase())
    writeShape(text, words, this.#dense)
    if (meta.task !== undefined) words.addFact('task=', meta.task)
    if (meta.language !== undefined) words.addFact('lang=', meta.language)
    const size = words.writeTo(this.#buckets, this.#values)
    return {
      buckets: this.#buckets.subarray(0, size),
      values: this.#values.subarray(0, size),
      dense: this.#dense,
    }
  }

  /** The same in memory of its own. */
  keep(prompt: string, meta?: PromptMeta): PromptFeatures {
    const { buckets, values, dense } = this.read(prompt, meta)
    return { buckets: buckets.slice(), values: values.slice(), dense: dense.slice() }
  }
}

/** Reads the features of a single prompt. */
export function promptFeatures(prompt: string, meta: PromptMeta = {}): PromptFeatures {
  return new PromptReader().keep(prompt, meta)
}

function excerpt(prompt: string): string {
  const own = withoutHarness(prompt).trim()
  return own.length <= headLength + tailLength
    ? own
    : `${own.slice(0, headLength)}\n${own.slice(-tailLength)}`
}

const opening =
  /<(system-reminder|environment_details|environment_context|ide_context|command-message)>/g

/** Leaves out what a harness wrote around the words of its user. */
function withoutHarness(prompt: string): string {
  if (!prompt.includes('<')) return prompt
  const unclosed = new Set<string>()
  let own = ''
  let from = 0
  for (const { 0: tag, 1: name = '', index } of prompt.matchAll(opening)) {
    if (index < from || unclosed.has(name)) continue
    const closing = `</${name}>`
    const end = prompt.indexOf(closing, index + tag.length)
    if (end < 0) {
      // One look tells for all that follow: many openings must not cost many looks.
      unclosed.add(name)
      continue
    }
    own += prompt.slice(from, index)
    from = end + closing.length
  }
  return from === 0 ? prompt : own + prompt.slice(from)
}
