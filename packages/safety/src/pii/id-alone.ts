/** Types of which almost any word of their length would pass. */
const NEVER: ReadonlySet<string> = new Set([
  'AR_DNI',
  'AZ_PIN',
  'DE_STNR',
  'FO_VN',
  'MX_RFC',
  'MY_NRIC',
  'TN_MF',
  'US_EIN',
])
/** Documents, accounts and vehicles have no check digit. */
const UNCHECKED = /_(?:PASSPORT|DRIVER_LICENSE|IDENTITY_CARD|VEHICLE_REGISTRATION|BANK_NUMBER|NIN)$/
/** Layouts that mean a telephone or a social security number unless they are usual for a type. */
const OTHERS = /^\d{3}[- ](?:\d{2}|\d{3})[- ]\d{4}$/
const LAYOUTS: ReadonlyMap<string, RegExp> = new Map([
  ['KR_BRN', /^\d{3}-\d{2}-\d{5}$/],
  ['NL_BSN', /^\d{4}\.\d{2}\.\d{3}$/],
  ['UK_NHS', /^\d{3}([ -])\d{3}\1\d{4}$/],
  ['US_ABA', /^\d{4}-\d{4}-\d$/],
  ['US_ITIN', /^9\d{2}[ -]\d{2}[ -]\d{4}$/],
])
/** Fewer digits are more often an amount or a date. */
const LEAST_DIGITS = 9

/** Whether a message of nothing but this is an id, given that its check digit is right. */
export function standsAlone(type: string, raw: string): boolean {
  if (NEVER.has(type) || UNCHECKED.test(type) || /[a-z]/.test(raw)) return false
  if (/^\d+$/.test(raw)) return raw.length >= LEAST_DIGITS
  const layout = LAYOUTS.get(type)
  return layout === undefined ? !OTHERS.test(raw) : layout.test(raw) || !/[^A-Z\d]/.test(raw)
}
