import { isDigit } from './characters.ts'
import { isRepeated } from './checksums.ts'
import type { DigitChain } from './digit-chains.ts'
import type { PiiContext } from './recognizer.ts'

const CUE = /\b(?:ssn|ssns|social[ -]?sec(?:urity)?|soc\.? sec|ss ?#|tax ?id|taxpayer)/i
/** Numbers printed in advertisements and leaflets, never given to anyone. */
const FAKES: ReadonlySet<string> = new Set(['078051120', '219099999', '457555462', '123456789'])

/** A space, a dot, or a hyphen of any make. */
const JOINERS = ' .-\u2010\u2011\u2012\u2013\u2212'

/** US social security numbers among the groups of one chain. */
export function findSsns(chain: DigitChain, context: PiiContext): void {
  const { bounds } = chain
  const { text } = context
  for (let group = 0; group < bounds.length; group += 2) {
    const start = bounds[group] ?? 0
    if (group === 0 && chain.gluedLeft) continue
    const size = (bounds[group + 1] ?? 0) - start
    if (size === 9) {
      const end = start + 9
      if (isolated(text, start, end, ' ') && !(end === chain.end && chain.gluedRight)) {
        judge(start, end, true, context)
      }
      continue
    }
    const end = bounds[group + 5]
    if (size !== 3 || end === undefined || (end === chain.end && chain.gluedRight)) continue
    const joiner = text[start + 3] ?? ''
    if (end - start !== 11 || joiner !== text[start + 6] || !JOINERS.includes(joiner)) continue
    if (bounds[group + 2] !== start + 4 || bounds[group + 4] !== start + 7) continue
    if (isolated(text, start, end, joiner)) judge(start, end, joiner === '.', context)
  }
}

function judge(start: number, end: number, needsCue: boolean, context: PiiContext): void {
  const digits = context.text.slice(start, end).replaceAll(/\D/g, '')
  if (!isAssignable(digits)) return
  const cue = CUE.test(context.left(start, 60))
  if (needsCue && !cue) return
  context.emit({ type: 'US_SSN', start, end, score: cue ? 0.9 : 0.5, rule: 'us-ssn' })
}

function isAssignable(digits: string): boolean {
  const area = digits.slice(0, 3)
  if (area === '000' || area === '666' || area.startsWith('9')) return false
  if (digits.slice(3, 5) === '00' || digits.slice(5) === '0000') return false
  return !isRepeated(digits) && !FAKES.has(digits)
}

/** Not a part of a longer number; numbers apart by spaces only are, when this one has spaces itself. */
function isolated(text: string, start: number, end: number, joiner: string): boolean {
  const joins = (unit: number): boolean =>
    (unit >= 0x2d && unit <= 0x2f) ||
    unit === joiner.charCodeAt(0) ||
    (unit >= 0x2010 && unit <= 0x2013)
  const before = joins(text.charCodeAt(start - 1)) && isDigit(text.charCodeAt(start - 2))
  const after = joins(text.charCodeAt(end)) && isDigit(text.charCodeAt(end + 1))
  return !before && !after
}
