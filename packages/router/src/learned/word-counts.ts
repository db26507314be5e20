import { kind, kindOf } from './letter-kinds.ts'

/** Number of buckets; a power of two. */
export const bucketCount = 262_144
const maxTokens = 512
/** Different buckets of one prompt, at most: words, pairs of them, task and language. */
export const mostBuckets: number = 2 * maxTokens + 2

const prime = 0x01000193
const alone = seeded(1)
const inPairs = seeded(2)
// Twice as many as there may be buckets keep the chains short; the last chain runs over the end.
const slots = 2048
const slotOf = (bucket: number): number => bucket >>> 7
const tokenPattern = /[\p{L}]+|\p{N}+|[^\s\p{L}\p{N}]/gu
const unspacedPattern = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}]/u

/** Counts hashed words and pairs of words, one prompt after another in the same memory. */
export class WordCounts {
  // Slots rise with the buckets and each chain is in order, so all of it is: nothing needs sorting.
  readonly #keys = new Uint32Array(slots + mostBuckets)
  readonly #counts = new Uint16Array(slots + mostBuckets)
  readonly #pattern = new RegExp(tokenPattern)
  #tokens = 0
  /** Hash of the word before, as the first of a pair. */
  #before = 0

  /** Forgets the last prompt. */
  clear(): void {
    this.#keys.fill(0)
    this.#tokens = 0
  }

  /** Whether there was room for every word. */
  get isWhole(): boolean {
    return this.#tokens < maxTokens
  }

  /** Counts the words of a text in lower case. */
  addText(text: string): void {
    for (let at = 0; at < text.length && this.isWhole;) at = this.#addToken(text, at)
  }

  /** Counts `name` and `value` as one word without neighbours. */
  addFact(name: string, value: string): void {
    this.#count(bucketOf(hashed(value, hashed(name, alone))))
  }

  /** Whether a bucket was counted. */
  has(bucket: number): boolean {
    let at = slotOf(bucket)
    while ((this.#keys[at] ?? 0) !== 0 && (this.#keys[at] ?? 0) <= bucket) at++
    return this.#keys[at] === bucket + 1
  }

  /** Writes buckets, ascending, with 1 + ln(count); answers how many there are. */
  writeTo(buckets: Uint32Array, values: Float32Array): number {
    const keys = this.#keys
    let size = 0
    for (let at = 0; at < keys.length; at++) {
      const key = keys[at] ?? 0
      if (key === 0) continue
      buckets[size] = key - 1
      const count = this.#counts[at] ?? 1
      values[size++] = count === 1 ? 1 : 1 + Math.log(count)
    }
    return size
  }

  /** Answers where the token ends that begins here, if one does. */
  #addToken(text: string, start: number): number {
    const first = kindOf(text.charCodeAt(start))
    if (first === kind.space) return start + 1
    if (first === kind.sign) return this.#addWord(text, start, start + 1)
    let isUnspaced = false
    let end = start
    for (; end < text.length; end++) {
      const next = kindOf(text.charCodeAt(end))
      if (next === kind.rare) return this.#addRare(text, start)
      if (first === kind.digit ? next !== kind.digit : next < kind.letter) break
      if (next === kind.unspaced) isUnspaced = true
    }
    if (!isUnspaced) return this.#addWord(text, start, end)
    for (let i = start; i < end; i++) this.#addWord(text, i, i + 1)
    return end
  }

  #addRare(text: string, start: number): number {
    this.#pattern.lastIndex = start
    const token = this.#pattern.exec(text)?.[0]
    if (token === undefined) return text.length
    if (!unspacedPattern.test(token)) this.#addWord(token, 0, token.length)
    else for (const sign of token) this.#addWord(sign, 0, sign.length)
    return this.#pattern.lastIndex
  }

  /** The word alone, and with the word before it as one text with a space between them. */
  #addWord(text: string, from: number, to: number): number {
    if (!this.isWhole) return to
    let single = alone
    let first = inPairs
    let pair = this.#before
    for (let i = from; i < to; i++) {
      const unit = text.charCodeAt(i)
      single = Math.imul(single ^ unit, prime)
      first = Math.imul(first ^ unit, prime)
      pair = Math.imul(pair ^ unit, prime)
    }
    this.#count(bucketOf(single))
    if (this.#tokens > 0) this.#count(bucketOf(pair))
    this.#before = Math.imul(first ^ 0x20, prime)
    this.#tokens++
    return to
  }

  #count(bucket: number): void {
    const keys = this.#keys
    const counts = this.#counts
    let key = bucket + 1
    let at = slotOf(bucket)
    while ((keys[at] ?? 0) !== 0 && (keys[at] ?? 0) < key) at++
    if (keys[at] === key) {
      counts[at] = (counts[at] ?? 0) + 1
      return
    }
    for (let count = 1; key !== 0; at++) {
      const held = keys[at] ?? 0
      const heldCount = counts[at] ?? 0
      keys[at] = key
      counts[at] = count
      key = held
      count = heldCount
    }
  }
}

/** The bucket of a word that stands alone. */
export function wordBucket(word: string): number {
  return bucketOf(hashed(word, alone))
}

/** FNV-1a over UTF-16 units, going on from a hash. */
function hashed(text: string, from: number): number {
  let h = from
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), prime)
  return h
}

function seeded(seed: number): number {
  return 0x811c9dc5 ^ Math.imul(seed, 0x9e3779b1)
}

function bucketOf(hash: number): number {
  let h = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) & (bucketCount - 1)
}
