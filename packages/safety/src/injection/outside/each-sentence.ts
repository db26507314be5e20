import type { CueHit } from '../find-cues.ts'
import { easternSigns } from './eastern-signs.ts'
import { englishSigns } from './english-signs.ts'
import { readSentences, type Sentence } from './read-sentences.ts'
import {
  type Atoms,
  createAtomReader,
  createFeatureReader,
  type SentenceFeatures,
} from './sentence-features.ts'
import { createSignTrie } from './sign-trie.ts'
import { westernSigns } from './western-signs.ts'

/** Is told of each sentence that could hold an order, with its place in the text. */
export type SentenceVisitor = (features: SentenceFeatures, start: number, end: number) => void

/** Reads a folded text with the cues that rules found in it; tells how many sentences it visited. */
export type SentenceReader = (
  folded: string,
  cues: readonly CueHit[],
  visit: SentenceVisitor,
) => number

/** A sentence with fewer atoms orders nothing. */
const fewestAtoms = 2
/** What is strange to a text shows only against as many other words. */
const comparedWords = 25

/** Shares its tables between all texts. */
export function createSentenceReader(): SentenceReader {
  const match = createSignTrie([englishSigns, ...westernSigns, ...easternSigns])
  const read = createFeatureReader()
  const readAtoms = createAtomReader()
  return (folded, cues, visit) => {
    const sentences = readSentences(folded.replaceAll('’', "'"), match)
    const atoms = atomsBySentence(sentences, cues, readAtoms)
    const rareness = createRareness(sentences)
    let visited = 0
    sentences.forEach((sentence, at) => {
      const own = atoms[at] ?? []
      if (own.length < fewestAtoms) return
      const features = read(
        sentence,
        own,
        atoms[at - 1] ?? [],
        atoms[at + 1] ?? [],
        rareness(sentence),
      )
      visit(features, sentence.start, sentence.end)
      visited++
    })
    return visited
  }
}

function atomsBySentence(
  sentences: readonly Sentence[],
  cues: readonly CueHit[],
  read: ReturnType<typeof createAtomReader>,
): Atoms[] {
  let next = 0
  return sentences.map((sentence) => {
    const inside: CueHit[] = []
    for (let cue = cues[next]; cue !== undefined && cue.start < sentence.end; cue = cues[++next])
      if (cue.start >= sentence.start) inside.push(cue)
    return read(sentence, inside)
  })
}

/** Words are told apart by so many of their hash's bits. */
const wordSlots = 1 << 12

/** Which share of a sentence's words the rest of the text has too, in fifths; 7 where it is short. */
function createRareness(sentences: readonly Sentence[]): (sentence: Sentence) => number {
  const counts = new Uint16Array(wordSlots)
  const stamps = new Int32Array(wordSlots)
  let stamp = 0
  let total = 0
  for (const { words } of sentences) {
    stamp++
    total += words.length
    for (const word of words) {
      const slot = slotOf(word)
      if (stamps[slot] === stamp) continue
      stamps[slot] = stamp
      counts[slot] = (counts[slot] ?? 0) + 1
    }
  }
  return ({ words }) => {
    if (total - words.length < comparedWords) return 7
    stamp++
    let own = 0
    let shared = 0
    for (const word of words) {
      const slot = slotOf(word)
      if (stamps[slot] === stamp) continue
      stamps[slot] = stamp
      own++
      if ((counts[slot] ?? 0) > 1) shared++
    }
    return Math.min(4, Math.floor((5 * shared) / own))
  }
}

function slotOf(word: number): number {
  return (word ^ (word >>> 12)) & (wordSlots - 1)
}
