/** What is known of a prompt: hashed words with their counts, and sixteen numbers. */
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

/** Number of buckets; a power of two. */
export const bucketCount = 262_144
/** Length of `PromptFeatures.dense`. */
export const denseCount = 16

const alone = seeded(1)
const inPairs = seeded(2)
// Thai, the first of the scripts below, begins here; Hangul's oldest letters come after it.
const firstEastern = 0x0e00
const maxTokens = 512
const headLength = 1500
const tailLength = 1000
const tokenPattern = /[\p{L}]+|\p{N}+|[^\s\p{L}\p{N}]/gu
const unspaced = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}]/u
const harnessBlock =
  /<(system-reminder|environment_details|environment_context|ide_context|command-message)>[^]*?<\/\1>/g

/** Reads the features of a prompt; only its first 1,500 and last 1,000 characters count. */
export function promptFeatures(prompt: string, meta: PromptMeta = {}): PromptFeatures {
  const text = excerpt(prompt)
  const tokens = tokensOf(text.toLowerCase())
  const counts = new Map<number, number>()
  const count = (hash: number) => {
    const bucket = mixed(hash) & (bucketCount - 1)
    counts.set(bucket, (counts.get(bucket) ?? 0) + 1)
  }
  let before: string | undefined
  for (const token of tokens) {
    count(hashed(token, alone))
    // As of one text with a space between them.
    if (before !== undefined) count(hashed(token, hashed(' ', hashed(before, inPairs))))
    before = token
  }
  if (meta.task !== undefined) count(hashed(`task=${meta.task}`, alone))
  if (meta.language !== undefined) count(hashed(`lang=${meta.language}`, alone))
  const buckets = new Uint32Array(counts.size)
  let size = 0
  for (const bucket of counts.keys()) buckets[size++] = bucket
  buckets.sort()
  const values = new Float32Array(size)
  for (let i = 0; i < size; i++) values[i] = 1 + Math.log(counts.get(buckets[i] ?? 0) ?? 1)
  return { buckets, values, dense: denseOf(text) }
}

function excerpt(prompt: string): string {
  const own = prompt.replace(harnessBlock, '').trim()
  return own.length <= headLength + tailLength
    ? own
    : `${own.slice(0, headLength)}\n${own.slice(-tailLength)}`
}

function tokensOf(text: string): readonly string[] {
  const tokens: string[] = []
  for (const token of text.match(tokenPattern) ?? []) {
    if (tokens.length >= maxTokens) break
    if (!isEastern(token) || !unspaced.test(token)) tokens.push(token)
    else for (const sign of token) tokens.push(sign)
  }
  return tokens.length > maxTokens ? tokens.slice(0, maxTokens) : tokens
}

/** Whether one of its characters may be of a script without spaces; most texts need no closer look. */
function isEastern(token: string): boolean {
  for (let i = 0; i < token.length; i++) if (token.charCodeAt(i) >= firstEastern) return true
  return false
}

/** FNV-1a over UTF-16 units, going on from a hash. */
function hashed(text: string, from: number): number {
  let h = from
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  return h
}

function seeded(seed: number): number {
  return 0x811c9dc5 ^ Math.imul(seed, 0x9e3779b1)
}

/** A final mix, 32 bit. */
function mixed(hash: number): number {
  let h = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

const codeMarks = /```|=>|\bfunction\b|\bclass\b|\bdef\b|[{};]\s*$/m
const mathMarks = /\\frac|\\sum|\$[^$\n]+\$|\d\s*[-+*/^=]\s*\d|∫|√|≤|≥/
const reasoningWords =
  /\b(why|prove|explain|derive|compare|analy[sz]e|step by step|warum|beweise|erkläre|pourquoi|explique|por qué|explica)\b|为什么|解释|なぜ|почему/iu
const choiceMarks = /(?:^|\n)\s*\(?[A-E][).:]\s/g

function denseOf(text: string): Float32Array {
  const length = Math.max(1, text.length)
  let digits = 0
  let upper = 0
  let eastern = 0
  let cyrillic = 0
  let punctuation = 0
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit >= 48 && unit <= 57) digits++
    else if (unit >= 65 && unit <= 90) upper++
    else if (unit >= 0x0400 && unit <= 0x052f) cyrillic++
    else if (unit >= 0x3040 && unit <= 0xd7af) eastern++
    else if (unit > 32 && unit < 127 && !isAsciiLetter(unit)) punctuation++
  }
  const words = text.match(/\S+/g)?.length ?? 0
  return Float32Array.of(
    1,
    Math.log1p(text.length) / 8,
    Math.log1p(words) / 6,
    (4 * digits) / length,
    (4 * upper) / length,
    eastern / length,
    cyrillic / length,
    codeMarks.test(text) ? 1 : 0,
    mathMarks.test(text) ? 1 : 0,
    reasoningWords.test(text) ? 1 : 0,
    (text.match(choiceMarks)?.length ?? 0) / 5,
    (text.match(/[?？]/g)?.length ?? 0) / 3,
    Math.log1p(text.match(/\n/g)?.length ?? 0) / 4,
    text.length / Math.max(1, words) / 8,
    Math.log1p(text.match(/\d+/g)?.length ?? 0) / 4,
    (4 * punctuation) / length,
  )
}

function isAsciiLetter(unit: number): boolean {
  const lower = unit | 32
  return lower >= 97 && lower <= 122
}
