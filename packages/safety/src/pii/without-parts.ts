/** A half-open span of a type, as sure as its score says. */
interface Scored {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly score: number
}

/** Types whose values are written with numbers, so that a part of one may look like another. */
const NUMBERS = /^(?:CREDIT_CARD|PHONE_NUMBER|US_SSN|IBAN_CODE|CRYPTO|[A-Z]{2}_[A-Z_]+)$/
/** A part starts at most this far behind what it is a part of. */
const REACH = 64

/** These may be a part of a longer name or place: a street named after somebody, the code of an address. */
const WORDS: ReadonlySet<string> = new Set(['PERSON', 'LOCATION', 'ZIP'])

/** Leaves out what is only a part of, or a weaker reading of, another one. */
export function withoutParts<Found extends Scored>(found: readonly Found[]): Found[] {
  if (found.length < 2) return [...found]
  const sorted = found.toSorted((a, b) => a.start - b.start || b.end - a.end)
  return sorted.filter((part, at) => {
    if (WORDS.has(part.type)) return !isInsideWords(sorted, at, part)
    if (!NUMBERS.test(part.type)) return true
    for (let before = at - 1; before >= 0; before--) {
      const whole = sorted[before]
      if (whole === undefined || part.start - whole.start > REACH) break
      if (outweighs(whole, part)) return false
    }
    for (let after = at + 1; after < sorted.length; after++) {
      const other = sorted[after]
      if (other === undefined || !isSameSpan(other, part)) break
      if (outweighs(other, part)) return false
    }
    return true
  })
}

/** Whether something longer holds it, something before it says the same, or something surer does. */
function isInsideWords(sorted: readonly Scored[], at: number, part: Scored): boolean {
  for (let before = at - 1; before >= 0; before--) {
    const whole = sorted[before]
    if (whole === undefined || part.start - whole.start > REACH) break
    if (whole.end < part.end) continue
    if (whole.type === part.type || contains(whole, part)) return true
  }
  const other = sorted[at + 1]
  return other !== undefined && isSameSpan(other, part) && contains(other, part)
}

/** A town is a part of a name, a name a part of a place; of the same words the surer reading counts. */
function contains(whole: Scored, part: Scored): boolean {
  if (isSameSpan(whole, part))
    return whole.type === 'LOCATION' && part.type === 'PERSON' && whole.score > part.score
  return whole.type === 'LOCATION' || (whole.type === 'PERSON' && part.type === 'LOCATION')
}

function outweighs(whole: Scored, part: Scored): boolean {
  if (whole.end < part.end || !NUMBERS.test(whole.type)) return false
  return isSameSpan(whole, part) ? whole.score > part.score : whole.score >= part.score
}

function isSameSpan(a: Scored, b: Scored): boolean {
  return a.start === b.start && a.end === b.end
}
