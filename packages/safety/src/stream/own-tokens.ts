import { tokensIn, type Pseudonyms } from '../actions/pseudonyms.ts'
import type { RuleFinding } from '../scan/rule-finding.ts'

/** Findings that are not one of our own tokens. */
export function withoutOwn(
  found: readonly RuleFinding[],
  window: string,
  { pseudonyms }: { readonly pseudonyms: Pseudonyms },
): readonly RuleFinding[] {
  if (pseudonyms.size === 0) return found
  const own = tokensIn(window).filter(({ token }) => pseudonyms.get(token) !== undefined)
  return found.filter(
    ({ finding }) =>
      !own.some(
        ({ index, token }) => finding.start >= index && finding.end <= index + token.length,
      ),
  )
}
