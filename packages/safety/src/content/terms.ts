import { createLiteralScan } from '../prefilter/aho-corasick.ts'
import { trigger } from '../prefilter/triggers.ts'
import type { Finding, LocalDetector } from '../types.ts'
import { createViews } from '../unicode/create-views.ts'

const WORD = /[\p{L}\p{M}\p{N}_]/u
/** Scripts that put no spaces between words, where a term may stand inside a run of letters. */
const UNSPACED = /[\u0e00-\u0e7f\u0e80-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\uabff\uac00-\ud7a3]/
const MAX_TERM = 64

export interface TermList {
  /** The part after `terms/` in a rule's `detect`. */
  readonly name: string
  /** Words and phrases; case, accents, disguises and widths of spaces do not matter. */
  readonly terms: readonly string[]
}

/** Finds the words of one list, as whole words, on the folded view. */
export function createTermsDetector({ name, terms }: TermList): LocalDetector {
  const folded = [...new Set(terms.map((term) => createViews(term.trim()).folded.text))]
  const tooLong = folded.find((term) => term === '' || term.length > MAX_TERM)
  if (tooLong !== undefined)
    throw new RangeError(`A term of ${name} is empty or longer than 64 characters.`)
  const ascii = folded.filter((term) => !UNSPACED.test(term) && isAscii(term))
  const others = folded.filter((term) => !ascii.includes(term))
  const scanAscii = createLiteralScan(ascii)
  const id = `terms/${name}`
  return {
    id,
    version: '1',
    kind: 'local',
    types: ['TERM'],
    prefilter: { triggers: trigger.letter | trigger.digit | trigger.nonAscii },
    streaming: {
      left: 128,
      right: 1,
      horizon: MAX_TERM,
      holdFrom: (window) => holdFrom(folded, window),
    },
    scan(surface, options) {
      const { folded: view } = options.views ?? createViews(surface.text)
      const found: Finding[] = []
      const text = view.text.replaceAll('\n', ' ')
      const judge = (term: string, at: number): void => {
        if (!standsAlone(text, at, term)) return
        const start = view.start(at)
        const end = view.end(at + term.length)
        found.push({
          detector: id,
          type: 'TERM',
          path: surface.path,
          start,
          end,
          score: 1,
          rule: name,
        })
      }
      scanAscii(text, (index, at) => judge(ascii[index] ?? '', at))
      for (const term of others) {
        for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + 1)) judge(term, at)
      }
      return found.toSorted((one, other) => one.start - other.start || one.end - other.end)
    },
  }
}

function isAscii(text: string): boolean {
  return Array.from(text).every((letter) => letter.charCodeAt(0) < 128)
}

function standsAlone(text: string, at: number, term: string): boolean {
  if (UNSPACED.test(term)) return true
  return !WORD.test(text[at - 1] ?? ' ') && !WORD.test(text[at + term.length] ?? ' ')
}

/** The last word, whose folding may still change, and the beginnings of phrases before it. */
function holdFrom(terms: readonly string[], window: string): number {
  const { folded: view } = createViews(window)
  const text = view.text.replaceAll('\n', ' ')
  const least = Math.max(0, text.length - MAX_TERM)
  let word = text.length
  while (word > least && WORD.test(text[word - 1] ?? '')) word--
  let start = word
  for (let at = least; at < word; at++) {
    const opens = !WORD.test(text[at - 1] ?? ' ') || UNSPACED.test(text[at] ?? '')
    const head = text.slice(at, word)
    if (opens && terms.some((term) => term.startsWith(head) || head === `${term} `)) {
      start = at
      break
    }
  }
  return start === text.length ? window.length : view.start(start)
}
