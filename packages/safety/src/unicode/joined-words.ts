import type { Decoded } from './decoders.ts'

/** Four words or more with the same separator, which is not one space, between each two. */
const JOINED =
  /(?<![a-z0-9'])[a-z0-9']+[.,;:!?]?([_\n.*"/+|~#&@-][ _\n.*"/+|~#&@-]{0,5}| ?[^\0-\x7f]{1,5} ?)[a-z0-9'’]+(?:[.,;:!?]?\1[a-z0-9'’]+){2,}/gi
/** So many single spaces within so many units make a text an ordinary one. */
const MOST_SPACES = 4
const START = 400
const SPLIT =
  /(?<=\p{L})<(?:\/?[a-zA-Z]{1,6}|!--[^<>]{0,24}--)[^<>]{0,24}>(?:<\/[a-zA-Z]{1,6}>)?(?=\p{L})/gu
/** More would be punctuation rather than a disguise. */
const MOST_SEPARATORS = 3
/** From so many words on one telling word is enough, else it takes two. */
const LONG = 6
/** Words without which joined words are names in code, paths and lists. */
const TELLING =
  /(?<![a-z])(?:ignore|disregard|forget|override|bypass|previous|prior|above|instructions?|directives?|prompt|system|rules|reveal|pretend|you|your|tell|repeat|restrictions?|limits|limitations|assistant|everything|now|act|secret|password|answer|respond|reply|output|print|write|show|translate|speak|developer|mode|filters?|guidelines?|policy|policies|role|unrestricted|uncensored|told|said|task|question|send|hidden|initial|original|configuration|conversation|context|instead)(?![a-z])/gi

/** Words that something else than one space joins, in a text that begins without such spaces. */
export function* joinedWords(text: string): Generator<Decoded> {
  if (isSpaced(text)) return
  const known = new Set<string>()
  for (const match of text.matchAll(JOINED)) {
    const [run, separator = ' '] = match
    const telling = run.match(TELLING)?.length ?? 0
    if (known.has(separator) || telling < (run.split(separator).length < LONG ? 2 : 1)) continue
    known.add(separator)
    // Odd signs break a run, while the text around it is most often in the same disguise.
    yield { codec: 'joined', start: 0, end: text.length, text: text.replaceAll(separator, ' ') }
    if (known.size === MOST_SEPARATORS) return
  }
}

/** Whether single spaces stand between words at the start, as in prose and most code. */
function isSpaced(text: string): boolean {
  let plain = 0
  for (let at = text.indexOf(' '); at >= 0 && at < START; at = text.indexOf(' ', at + 1)) {
    if (isLetter(text.charCodeAt(at - 1)) && isLetter(text.charCodeAt(at + 1))) plain++
    if (plain === MOST_SPACES) return true
  }
  return false
}

function isLetter(unit: number): boolean {
  return (unit | 32) >= 97 && (unit | 32) <= 122
}

/** Words that markup takes apart in the middle. */
export function* splitWords(text: string): Generator<Decoded> {
  if (!text.includes('<')) return
  const parts = text.match(SPLIT)?.length ?? 0
  if (parts < 3) return
  yield { codec: 'joined', start: 0, end: text.length, text: text.replaceAll(SPLIT, '') }
}
