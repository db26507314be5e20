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

/** These may be a part of a longer name or place: a street named after somebody, a town on a river. */
const WORDS: ReadonlySet<string> = new Set(['PERSON', 'LOCATION'])

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

/** Whether something longer holds it, or something before it says the same. */
function isInsideWords(sorted: readonly Scored[], at: number, part: Scored): boolean {
  for (let before = at - 1; before >= 0; before--) {
    const whole = sorted[before]
    if (whole === undefined || part.start - whole.start > REACH) return false
    if (whole.end < part.end) continue
    const isSame = isSameSpan(whole, part)
    if (whole.type === part.type || (whole.type === 'LOCATION' && !isSame)) return true
  }
  return false
}

function outweighs(whole: Scored, part: Scored): boolean {
  if (whole.end < part.end || !NUMBERS.test(whole.type)) return false
  return isSameSpan(whole, part) ? whole.score > part.score : whole.score >= part.score
}

function isSameSpan(a: Scored, b: Scored): boolean {
  return a.start === b.start && a.end === b.end
}
