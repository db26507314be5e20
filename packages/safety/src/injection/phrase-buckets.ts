import { cueBits, type Cue, type Lexicon } from './cues.ts'
import { scriptClass } from './script.ts'

/** A phrase as a lexicon has it. */
export interface Phrase {
  readonly text: string
  readonly cues: number
  readonly languages: number
}

/** What begins in a way that folding may change: few phrases, and every text may need them. */
export const anyBucket = 0

const latin = /[a-z\u00c0-\u024f]/i

/** Which phrases begin with a unit of a folded text: those of a letter of ASCII, or of a part of a script. */
export function bucketOf(unit: number): number {
  if (unit < 0x80) return unit
  if (unit >= 0x370 && unit < 0x1100) return 0x100 + (unit >> 8)
  if ((unit > 0x3040 && unit < 0x3100) || (unit >= 0x3400 && unit < 0xd7a4))
    return 0x200 + (unit >> 12)
  return anyBucket
}

/** All phrases by the bucket of the unit they begin with once they are folded. */
export function* phraseBuckets(
  lexicons: readonly Lexicon[],
): Generator<void, Map<number, Phrase[]>> {
  const buckets = new Map<number, Phrase[]>()
  for (const [index, { phrases }] of lexicons.entries()) {
    yield
    for (const [cue, list] of Object.entries(phrases)) {
      const cues = cueBits[cue as Cue]
      const isLatin = latin.test(list)
      for (const part of list.split('|')) {
        const text = part.trim()
        const key = beginningOf(text, isLatin)
        const bucket = buckets.get(key)
        const phrase = { text, cues, languages: 1 << index }
        if (bucket === undefined) buckets.set(key, [phrase])
        else bucket.push(phrase)
      }
    }
  }
  return buckets
}

function beginningOf(phrase: string, isLatin: boolean): number {
  let at = 0
  while (at < phrase.length && scriptClass(phrase.charCodeAt(at)) === 0) at++
  const unit = phrase.charCodeAt(at)
  if (unit < 0x80) return unit >= 0x41 && unit <= 0x5a ? unit + 0x20 : unit
  // A word of two scripts may be one of letters that only look like Latin ones.
  return isLatin && latin.test(phrase) ? anyBucket : bucketOf(unit)
}
