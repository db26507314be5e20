import fc from 'fast-check'

const LONGEST = 120
const LOOK_AROUND = /\(\?<?[!=](?:[^()\\]|\\.)*\)/g

/** What to repeat against a pattern: what it matches, and what stops short of that. */
export function hostileUnits(pattern: RegExp): readonly string[] {
  const plain = withoutLookAround(pattern.source).replaceAll(/\\[bB]|[$^]/g, '')
  const [match = ''] = sampleOf(plain.replaceAll(/\\p\{[A-Za-z]+\}/g, 'a'))
  return [1, 0.6].map((part) => `${match.slice(0, Math.ceil(match.length * part))} `)
}

function withoutLookAround(source: string): string {
  const less = source.replaceAll(LOOK_AROUND, '')
  return less === source ? source : withoutLookAround(less)
}

/** Nothing for the few sources that cannot be read backwards into a text. */
function sampleOf(source: string): readonly string[] {
  try {
    const texts = fc.stringMatching(new RegExp(`^(?:${source})$`))
    return fc.sample(texts, { numRuns: 1, seed: 5 }).map((text) => text.slice(0, LONGEST))
  } catch {
    return []
  }
}
