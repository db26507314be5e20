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
  const count = (word: string, seed: number) => {
    const bucket = fnv1a(word, seed) & (bucketCount - 1)
    counts.set(bucket, (counts.get(bucket) ?? 0) + 1)
  }
  let before: string | undefined
  for (const token of tokens) {
    count(token, 1)
    if (before !== undefined) count(`${before} ${token}`, 2)
    before = token
  }
  if (meta.task !== undefined) count(`task=${meta.task}`, 1)
  if (meta.language !== undefined) count(`lang=${meta.language}`, 1)
  const buckets = Uint32Array.from(counts.keys()).toSorted()
  return {
    buckets,
    values: Float32Array.from(buckets, (bucket) => 1 + Math.log(counts.get(bucket) ?? 1)),
    dense: denseOf(text),
  }
}

function excerpt(prompt: string): string {
  const own = prompt.replace(harnessBlock, '').trim()
  return own.length <= headLength + tailLength
    ? own
    : `${own.slice(0, headLength)}\n${own.slice(-tailLength)}`
}

function tokensOf(text: string): readonly string[] {
  const tokens: string[] = []
  for (const [token] of text.matchAll(tokenPattern)) {
    if (tokens.length >= maxTokens) break
    if (!unspaced.test(token)) tokens.push(token)
    else for (const sign of token) tokens.push(sign)
  }
  return tokens.length > maxTokens ? tokens.slice(0, maxTokens) : tokens
}

/** FNV-1a over UTF-16 units with a seed and a final mix, 32 bit. */
function fnv1a(text: string, seed: number): number {
  let h = 0x811c9dc5 ^ Math.imul(seed, 0x9e3779b1)
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
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
