import { createEdgeTable, root, type EdgeTable } from '../prefilter/edge-table.ts'
import type { Lexicon } from './cues.ts'
import { anyBucket, bucketOf, phraseBuckets, type Phrase } from './phrase-buckets.ts'
import { scriptClass } from './script.ts'

/** What ends at a node: cue bits, language bits, and whether the word may go on. */
export interface Terminal {
  readonly cues: number
  readonly languages: number
  readonly prefix: boolean
}

/** All phrases of all languages as one trie; a node is a number, and 0 is none. */
export interface PhraseTrie {
  /** Where the phrases that begin with a unit go on. */
  readonly begin: (unit: number) => number
  /** Where they go on after the three letters at a place, 0 if nowhere; `stops` if none may be skipped. */
  readonly skip: (text: string, at: number) => number
  readonly child: (node: number, unit: number) => number
  readonly terminals: (node: number) => readonly Terminal[] | undefined
}

/**
 * Builds the trie, letter by letter when a word begins with it: all at once would be most of a cold
 * start. `fold` must be the folding of the texts that will be read.
 */
export function* buildTrie(
  lexicons: readonly Lexicon[],
  fold: (phrase: string) => string,
): Generator<void, PhraseTrie> {
  const table = createEdgeTable(sizeOf(lexicons))
  const terminals = new Map<number, Terminal[]>()
  const isReady = new Uint8Array(0x10000)
  yield
  const buckets = yield* phraseBuckets(lexicons)
  const grow = (bucket: number): void => {
    const phrases = buckets.get(bucket)
    if (phrases === undefined) return
    buckets.delete(bucket)
    for (const phrase of phrases) add(table, terminals, fold(phrase.text), phrase)
  }
  grow(anyBucket)
  const begin = (unit: number): number => {
    if (isReady[unit] === 0) {
      grow(bucketOf(unit))
      isReady[unit] = 1
    }
    return table.child(root, unit)
  }
  const walk = (text: string, at: number): number => {
    let node = begin(text.charCodeAt(at))
    for (let next = at + 1; node !== 0; next++) {
      if (table.isMarked(node)) return stops
      if (next === at + 3) return node
      node = table.child(node, text.charCodeAt(next))
    }
    return 0
  }
  const known = new Int32Array(letters ** 3).fill(unknown)
  return {
    begin,
    skip(text, at) {
      const place = placeOf(text, at)
      if (place < 0) return stops
      const node = known[place] ?? unknown
      return node === unknown ? (known[place] = walk(text, at)) : node
    },
    child: table.child,
    terminals: (node) => (table.isMarked(node) ? terminals.get(node) : undefined),
  }
}

/** Says that a phrase may end within three letters, or that these are no letters. */
export const stops = -1
const unknown = -2
const letters = 26

/** The number of three small letters among all such, or -1. */
function placeOf(text: string, at: number): number {
  let place = 0
  for (let next = at; next < at + 3; next++) {
    const letter = text.charCodeAt(next) - 97
    if (!(letter >= 0 && letter < letters)) return -1
    place = place * letters + letter
  }
  return place
}

/** No trie has more edges than its phrases have units. */
function sizeOf(lexicons: readonly Lexicon[]): { readonly edges: number; readonly words: number } {
  const lists = lexicons.flatMap(({ phrases }) => Object.values(phrases))
  return {
    edges: lists.reduce((sum, { length }) => sum + length, 0),
    words: lists.reduce((sum, list) => sum + list.split('|').length, 0),
  }
}

/** Adds a phrase by its letters and digits; other runs inside it are one space. */
function add(
  table: EdgeTable,
  terminals: Map<number, Terminal[]>,
  text: string,
  { cues, languages }: Phrase,
): void {
  const prefix = text.endsWith('*')
  let node = root
  let isApart = false
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (scriptClass(unit) === 0) {
      isApart = node !== root
      continue
    }
    if (isApart) node = table.ensure(node, 32)
    node = table.ensure(node, unit)
    isApart = false
  }
  if (node === root) return
  table.mark(node)
  const list = terminals.get(node) ?? []
  terminals.set(node, list)
  const same = list.findIndex((item) => item.cues === cues && item.prefix === prefix)
  const old = list[same]
  if (old) list[same] = { cues, prefix, languages: old.languages | languages }
  else list.push({ cues, languages, prefix })
}
