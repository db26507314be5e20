import { isPhoneNumber } from './library-checks.ts'
import { isInNorthAmericanPlan } from './north-american-areas.ts'
import { phoneRegions, type PhoneRegion } from './phone-regions.ts'
import { withoutTraces } from './without-traces.ts'

/** Regions of different plans share these calling codes: what is in one of them, only the library knows. */
const SHARED: ReadonlySet<string> = new Set(['39', '44', '61', '358'])
/** The calling code, an area and a subscriber. */
const NORTH_AMERICAN = /^1[2-9]\d{9}$/
const LONGEST_CODE = 3
/** Trunk prefixes and carrier codes begin so. */
const PREFIX = /^(?:[01]|90)/

/** What the library said in this scan, which a list of the same numbers need not ask again. */
export type JudgedNumbers = Map<string, boolean>

const plans: ReadonlyMap<string, PhoneRegion> = new Map(
  phoneRegions.map((row) => [row.callingCode, row]),
)

/**
 * Whether digits from the calling code on are in a numbering plan. The plans at hand answer as the
 * library does, many times faster; what is written with a trunk prefix goes to the library.
 */
export function isInternationalNumber(digits: string, judged: JudgedNumbers): boolean {
  const isThere = NORTH_AMERICAN.test(digits) ? isInNorthAmericanPlan(digits.slice(1)) : undefined
  if (isThere !== undefined) return isThere
  for (let size = 2; size <= LONGEST_CODE; size++) {
    const plan = plans.get(digits.slice(0, size))
    if (plan === undefined) continue
    const rest = digits.slice(size)
    const isInPlan = plan.national.test(rest)
    if (isInPlan && !SHARED.has(plan.callingCode)) return true
    if (!isInPlan && !PREFIX.test(rest)) return false
  }
  const known = judged.get(digits)
  if (known !== undefined) return known
  const isValid = withoutTraces(() => isPhoneNumber(`+${digits}`))
  judged.set(digits, isValid)
  return isValid
}
