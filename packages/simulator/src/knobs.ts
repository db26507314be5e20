/** What a model name or `POST /control` can set; every knob is optional. */
export interface Knobs {
  /** ms before the first content chunk. */
  readonly ttft?: number
  /** ms between content chunks. */
  readonly interval?: number
  /** ms before anything at all, errors too. */
  readonly slow?: number
  /** Length of the default answer, in tokens; one chunk is one token. */
  readonly tokens?: number
  /** The answer's own text. */
  readonly text?: string
  /** `STATUS:SHARE`; instead of a status also `context` or `quota`. */
  readonly fail?: string
  /** Seconds in the `retry-after` of a failure. */
  readonly 'retry-after'?: number
  /** Ends the stream without its ending after K content chunks. */
  readonly cut?: number
  /** Destroys the socket after K content chunks. */
  readonly reset?: number
  /** Stalls: before the headers, after the headers, or after K content chunks. */
  readonly hang?: 'headers' | 'body' | number
  /** Sends the wire's own error inside the 200 stream after K content chunks. */
  readonly inband?: number
  /** `error=mid` is `inband=3`. */
  readonly error?: 'mid'
  /** `IN,OUT`: the whole input and the whole output tokens. */
  readonly usage?: string
  /** Tokens of the input that came from a cache. */
  readonly cached?: number
  /** Tokens of the input that were written to a cache. */
  readonly written?: number
  /** Calls N of the offered tools. */
  readonly tools?: number
  /** Thinks first: 1 is on, a larger number is the count of reasoning tokens. */
  readonly reasoning?: number
  readonly refuse?: number
  readonly filter?: number
  readonly finish?: 'stop' | 'length'
  /** Refuses what the real API refuses. */
  readonly strict?: number
  /** More input tokens than this are refused as the model's context length. */
  readonly context?: number
  /** Requests a minute for each key. */
  readonly rpm?: number
  /** Writes every frame in pieces of N bytes. */
  readonly split?: number
}

/** A model name taken apart. */
export interface SteeredModel {
  readonly base: string
  readonly knobs: Knobs
}

const NUMBERS: ReadonlySet<string> = new Set([
  'ttft',
  'interval',
  'slow',
  'tokens',
  'retry-after',
  'cut',
  'reset',
  'inband',
  'cached',
  'written',
  'tools',
  'reasoning',
  'refuse',
  'filter',
  'strict',
  'context',
  'rpm',
  'split',
])
const TEXTS: ReadonlySet<string> = new Set(['text', 'fail', 'hang', 'error', 'usage', 'finish'])

/** Reads `name?knob=value&…`; a name without a question mark has no knobs. */
export function parseModel(model: string): SteeredModel {
  const mark = model.indexOf('?')
  if (mark < 0) return { base: model, knobs: {} }
  const pairs = new URLSearchParams(model.slice(mark + 1))
  return { base: model.slice(0, mark), knobs: readKnobs(Object.fromEntries(pairs)).knobs }
}

/** Keeps what is a knob, in its own type; names the rest. */
export function readKnobs(values: { readonly [name: string]: unknown }): {
  readonly knobs: Knobs
  readonly unknown: readonly string[]
} {
  const known: Record<string, number | string> = {}
  const unknown: string[] = []
  for (const [name, value] of Object.entries(values)) {
    const numeric = value === true ? 1 : value === false ? 0 : Number(value)
    if (name === 'hang' && value !== 'headers' && value !== 'body') {
      if (Number.isFinite(numeric)) known[name] = numeric
      else unknown.push(name)
    } else if (NUMBERS.has(name) && Number.isFinite(numeric)) known[name] = numeric
    else if (TEXTS.has(name)) known[name] = String(value)
    else unknown.push(name)
  }
  return { knobs: known, unknown }
}

/** The content chunk after which the wire's own error comes, if any. */
export function inbandAfter(knobs: Knobs): number | undefined {
  return knobs.inband ?? (knobs.error === 'mid' ? 3 : undefined)
}
