import type { Lexicon } from './cues.ts'
import { anyBucket, bucketOf, phraseBuckets, type Phrase } from './phrase-buckets.ts'
import { scriptClass } from './script.ts'

/** What ends at a node: cue bits, language bits, and whether the word may go on. */
export interface Terminal {
  readonly cues: number
  readonly languages: number
  readonly prefix: boolean
}

/** All phrases of all languages as one trie; a node is a number, the root is 1, 0 is none. */
export interface PhraseTrie {
  readonly child: (node: number, code: number) => number
  readonly terminals: readonly (readonly Terminal[] | undefined)[]
}

/** Lower-case letters and digits, other runs as one space. */
function phraseKey(folded: string): string {
  let key = ''
  for (let at = 0; at < folded.length; at++) {
    if (scriptClass(folded.charCodeAt(at)) !== 0) key += folded.charAt(at)
    else if (key !== '' && !key.endsWith(' ')) key += ' '
  }
  return key.trimEnd()
}

/**
 * Builds the trie, letter by letter when a word begins with it: all at once would be most of a cold
 * start. `fold` must be the folding of the texts that will be read.
 */
export function buildTrie(
  lexicons: readonly Lexicon[],
  fold: (phrase: string) => string,
): PhraseTrie {
  const table = createTable()
  const terminals: Terminal[][] = []
  let pending: Map<number, Phrase[]> | undefined
  const start = (): Map<number, Phrase[]> => {
    pending = phraseBuckets(lexicons)
    grow(pending, anyBucket)
    return pending
  }
  const grow = (buckets: Map<number, Phrase[]>, bucket: number): void => {
    const phrases = buckets.get(bucket)
    if (phrases === undefined) return
    buckets.delete(bucket)
    for (const phrase of phrases) add(table, terminals, fold(phrase.text), phrase)
  }
  return {
    child(node, code) {
      if (node === root) grow(pending ?? start(), bucketOf(code))
      return table.child(node, code)
    },
    terminals,
  }
}

const root = 1

function add(table: Table, terminals: Terminal[][], text: string, phrase: Phrase): void {
  const { cues, languages } = phrase
  const prefix = text.endsWith('*')
  const key = phraseKey(prefix ? text.slice(0, -1) : text)
  if (key === '') return
  let node = root
  for (let at = 0; at < key.length; at++) node = table.ensure(node, key.charCodeAt(at))
  const list = (terminals[node] ??= [])
  const same = list.findIndex((item) => item.cues === cues && item.prefix === prefix)
  const old = list[same]
  if (old) list[same] = { cues, prefix, languages: old.languages | languages }
  else list.push({ cues, languages, prefix })
}

interface Table {
  readonly child: (node: number, code: number) => number
  readonly ensure: (node: number, code: number) => number
}

const slots = 1 << 18

/** Edges in one open-addressed table; node and unit make the key, so a node holds no object. */
function createTable(): Table {
  const keys = new Float64Array(slots)
  const nodes = new Int32Array(slots)
  let last = root
  const slotOf = (node: number, code: number) => {
    const key = node * 65_536 + code
    let slot = (Math.imul(node, 0x9e3779b1) ^ Math.imul(code, 0x85ebca6b)) >>> 14
    while (keys[slot] !== 0 && keys[slot] !== key) slot = (slot + 1) & (slots - 1)
    return slot
  }
  return {
    child: (node, code) => nodes[slotOf(node, code)] ?? 0,
    ensure: (node, code) => {
      const slot = slotOf(node, code)
      if (keys[slot] === 0) {
        keys[slot] = node * 65_536 + code
        nodes[slot] = ++last
      }
      return nodes[slot] ?? 0
    },
  }
}
