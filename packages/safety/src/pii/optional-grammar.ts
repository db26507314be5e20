import { trigger } from '../prefilter/triggers.ts'
import { isDigit, isLetter } from './characters.ts'
import type { PiiContext, Recognizer } from './recognizer.ts'

/** Longer values are not taken, so that a stream knows how far back one can begin. */
const MAX_SPAN = 64

/** What a match of a pattern is worth, 0 for nothing, and where in the match the value is. */
export interface Value {
  readonly score: number
  readonly start?: number
  readonly end?: number
}

/** Patterns of one type that find much and err often: they run only when their type is asked for. */
export interface Grammar {
  readonly type: string
  readonly rule: string
  /** What no match is without, from its first character on. */
  readonly needs: 'digit' | 'capital'
  readonly patterns: readonly RegExp[]
  /** May look at what stands before, and at no more than follows in the same line within the longest value. */
  readonly judge: (match: RegExpExecArray, context: PiiContext) => Value
}

/** A recognizer for a grammar; a stream holds back any word that could be the beginning of a value. */
export function optionalGrammar({ type, rule, needs, patterns, judge }: Grammar): Recognizer {
  return {
    types: [type],
    optIn: true,
    triggers: needs === 'digit' ? trigger.digit : trigger.upper | trigger.nonAscii,
    find(context) {
      for (const pattern of patterns) {
        for (const match of context.text.matchAll(pattern)) {
          if (match[0].length > MAX_SPAN) continue
          const { score, start = 0, end = match[0].length } = judge(match, context)
          if (score === 0) continue
          context.emit({ type, start: match.index + start, end: match.index + end, score, rule })
        }
      }
    },
    hold: holdWords,
  }
}

/** No pattern has one of these within a value. */
const BREAKS: ReadonlySet<number> = new Set(
  Array.from('\n\t|`()[]{}<>"!?*=_$%&@+~^\\;', (char) => char.charCodeAt(0)),
)

/** Any capitalised word, number or month among the last words may be the beginning of a value. */
function holdWords(text: string): number {
  let start = text.length
  for (let at = text.length - 1; at >= 0 && text.length - at <= MAX_SPAN; at--) {
    const unit = text.charCodeAt(at)
    if (BREAKS.has(unit)) break
    const opens =
      isDigit(unit) ||
      (isLetter(unit) && (unit < 0x61 || 'jfmasondyutw'.includes(text[at] ?? ''))) ||
      unit >= 0xc0
    const before = text.charCodeAt(at - 1)
    if (opens && !isDigit(before) && !isLetter(before)) start = at
  }
  const last = text.charCodeAt(text.length - 1)
  return isDigit(last) || isLetter(last) || last >= 0xc0 ? Math.min(start, wordStart(text)) : start
}

function wordStart(text: string): number {
  let start = text.length
  while (start > 0 && text.length - start < MAX_SPAN && /[\p{L}\d]/u.test(text[start - 1] ?? ''))
    start--
  return start
}
