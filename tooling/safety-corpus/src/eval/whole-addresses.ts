import type { Span } from './personal-texts.ts'

/** What stands between the parts of one address: a comma, a line break, the letters of a state. */
const BETWEEN = /^(?:[ ,]|\n(?!\n))*(?:[A-Z]{2,3}[ ,]{1,2})?$/

/** A street with its number and what belongs to it as far as a postal code is one place. */
export function wholeAddresses(text: string, spans: readonly Span[]): readonly Span[] {
  const whole: Span[] = []
  for (let at = 0; at < spans.length; at++) {
    const first = spans[at]
    if (first === undefined) continue
    const last = isStreet(text, first) ? addressEnd(text, spans, at) : at
    whole.push(last === at ? first : { ...first, end: spans[last]?.end ?? first.end })
    at = last
  }
  return whole
}

function isStreet(text: string, { type, start, end }: Span): boolean {
  return type === 'LOCATION' && /\d/.test(text.slice(start, end))
}

/** The last part of the address that begins at `first`, or `first` where no code makes it one. */
function addressEnd(text: string, spans: readonly Span[], first: number): number {
  let last = first
  let hasCode = false
  for (let next = first + 1; next < spans.length; next++) {
    const [before, part] = [spans[next - 1], spans[next]]
    if (before === undefined || part === undefined) break
    if (part.type !== 'LOCATION' && part.type !== 'ZIP') break
    if (!BETWEEN.test(text.slice(before.end, part.start)) || isStreet(text, part)) break
    hasCode ||= part.type === 'ZIP'
    last = next
  }
  return hasCode ? last : first
}
