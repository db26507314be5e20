/** Types of which almost any word of their length would pass. */
const NEVER: ReadonlySet<string> = new Set([
  'AD_NRT',
  'AL_NIPT',
  'AR_DNI',
  'AZ_PIN',
  'CR_CPF',
  'CZ_RC',
  'DE_STNR',
  'EG_TN',
  'FO_VN',
  'MX_RFC',
  'MY_NRIC',
  'PK_CNIC',
  'SK_RC',
  'TN_MF',
  'US_EIN',
])
/** Documents, accounts and vehicles have no check digit. */
export const UNCHECKED: RegExp =
  /_(?:PASSPORT|DRIVER_LICENSE|IDENTITY_CARD|VEHICLE_REGISTRATION|BANK_NUMBER|NIN)$/
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
  const digits = raw.replaceAll(/\D/g, '').length
  if (!/[A-Z]/.test(raw) && digits < LEAST_DIGITS) return false
  const layout = LAYOUTS.get(type)
  return layout === undefined ? !OTHERS.test(raw) : layout.test(raw) || !/[^A-Z\d]/.test(raw)
}
