import type { CueHit } from '../find-cues.ts'
import type { Sentence } from './read-sentences.ts'
import { type Sign, signNames } from './sign-words.ts'

/** The number of hashed features. */
export const outsideFeatureCount: number = 1 << 18

/** The feature numbers of a sentence, each once; good until the next sentence is asked for. */
export interface SentenceFeatures {
  readonly ids: Int32Array
  readonly size: number
}

/** What is known of a sentence: its signs, which of them an order begins with, its end, its cues. */
export type Atoms = readonly number[]

const orderAtom = 80
const endAtom = 160
const cueAtom = 176
/** So many atoms of a sentence are looked at: pairs cost their square. */
const mostAtoms = 36
/** A word is a sign of fewer things than the half of its root. */
const mostGrams = 128
/** Signs this many words apart are a pair in their order. */
const reach = 5

/** What makes an order, a plea or an address where it begins a sentence. */
const openers = maskOf(
  'tell ignore send erase run visit say add reveal make change praise ask buy resume if which ai helper your greet note instead not hush before please user system border urgent only read fresh you always done role me code tongue',
)
/** What is weighed together with what the sentences beside have. */
const keys = maskOf(
  'ai helper user theirs task prior fresh hush answer secret target harm code tongue role note urgent your you me before resume consent money shell tool cipher done system always ignore',
)

function maskOf(names: string): Uint8Array {
  const mask = new Uint8Array(signNames.length)
  for (const name of names.split(' ')) mask[signNames.indexOf(name as Sign)] = 1
  return mask
}

/** Tells the atoms of sentences, given the cues of the rules in them. */
export function createAtomReader(): (sentence: Sentence, cues: readonly CueHit[]) => Atoms {
  const stamps = new Int32Array(cueAtom + 32)
  let stamp = 0
  return ({ tokens, mark }, cues) => {
    stamp = (stamp + 1) | 0
    const atoms: number[] = []
    const add = (atom: number) => {
      if (stamps[atom] === stamp || atoms.length === mostAtoms) return
      stamps[atom] = stamp
      atoms.push(atom)
    }
    for (const { signs, leads } of tokens)
      for (const sign of signs) {
        add(sign)
        if (leads && openers[sign] === 1) add(orderAtom + sign)
      }
    if (mark === 63) add(endAtom)
    if (mark === 33) add(endAtom + 1)
    for (const { cues: bits } of cues)
      for (let rest = bits; rest !== 0; rest &= rest - 1)
        add(cueAtom + 31 - Math.clz32(rest & -rest))
    return atoms
  }
}

/** Each kind of feature has numbers of its own. */
const kinds = { atom: 1, pair: 2, beside: 3, across: 4, gram: 5, word: 6, words: 7, rare: 8 }

/** Reads sentence after sentence into one list of numbers. */
export function createFeatureReader(): (
  sentence: Sentence,
  own: Atoms,
  before: Atoms,
  after: Atoms,
  rareness: number,
) => SentenceFeatures {
  const stamps = new Int32Array(outsideFeatureCount)
  let stamp = 0
  let ids: Int32Array = new Int32Array(4096)
  let size = 0
  const add = (kind: number, first: number, second: number) => {
    const id = bucket(first, second, kind)
    if (stamps[id] === stamp) return
    stamps[id] = stamp
    ids[size++] = id
  }
  return (sentence, own, before, after, rareness) => {
    // It wraps in months of work; nothing is as old as that.
    stamp = (stamp + 1) | 0
    size = 0
    const near = after.length === 0 ? before : [...before, ...after]
    const most =
      own.length * (own.length + near.length + 1) +
      near.length +
      sentence.words.length * 2 +
      sentence.tokens.length * mostGrams
    if (ids.length < most) ids = new Int32Array(most)
    add(kinds.rare, rareness, 0)
    own.forEach((atom, at) => {
      add(kinds.atom, atom, 0)
      for (let next = at + 1; next < own.length; next++) {
        const other = own[next] ?? 0
        add(kinds.pair, Math.min(atom, other), Math.max(atom, other))
      }
      if (isKey(atom)) for (const other of near) if (isKey(other)) add(kinds.across, atom, other)
    })
    for (const atom of near) add(kinds.beside, atom, 0)
    addGrams(sentence, add)
    const { words } = sentence
    words.forEach((word, at) => {
      add(kinds.word, word, 0)
      if (at + 1 < words.length) add(kinds.words, word, words[at + 1] ?? 0)
    })
    return { ids, size }
  }
}

/** Signs that follow each other, with what lies between them or without. */
function addGrams(
  { tokens }: Sentence,
  add: (kind: number, first: number, second: number) => void,
): void {
  for (let at = 0; at < tokens.length; at++)
    for (let next = at + 1; next <= at + 2; next++) {
      const first = tokens[at]
      const later = tokens[next]
      if (!first || !later || later.word - first.word > reach) break
      for (const one of first.signs)
        for (const other of later.signs)
          add(kinds.gram, opened(one, first.leads), opened(other, later.leads))
    }
}

function opened(sign: number, leads: boolean): number {
  return leads && openers[sign] === 1 ? orderAtom + sign : sign
}

function isKey(atom: number): boolean {
  return atom >= orderAtom ? atom < endAtom : keys[atom] === 1
}

function bucket(first: number, second: number, kind: number): number {
  const mixed =
    Math.imul(first + 1, 0x9e3779b1) ^
    Math.imul(second + 1, 0x85ebca77) ^
    Math.imul(kind, 0xc2b2ae3d)
  const once = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d)
  const twice = Math.imul(once ^ (once >>> 12), 0x297a2d39)
  return (twice ^ (twice >>> 15)) & (outsideFeatureCount - 1)
}
