/** Types of which almost any word of their length would pass, whose layout must say what they are. */
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
  ['CA_PASSPORT', /^[A-Z]{2}\d{6}$/],
  ['DE_PASSPORT', /^[CFGHJK][CFGHJKLMNPRTVWXYZ\d]{7}\d\d?$/],
  ['DE_STNR', /^\d{2,3}\/\d{3}\/\d{4,5}$/],
  ['ES_PASSPORT', /^[A-Z]{3}\d{6}$/],
  ['FI_YTUNNUS', /^\d{7}-\d$/],
  ['FR_PASSPORT', /^\d{2}[A-Z]{2}\d{5}$/],
  ['IN_PASSPORT', /^[A-PR-WY][1-9]\d ?\d{4}[1-9]$/],
  [
    'IN_VEHICLE_REGISTRATION',
    /^(?:A[NPRS]|BR|C[GH]|D[DLN]|G[AJ]|H[PR]|J[HK]|K[AL]|L[AD]|M[HLNPZ]|NL|O[DR]|P[BY]|RJ|SK|T[GNRS]|U[KP]|WB)[ -]?\d{1,2}[ -]?[A-Z]{1,3}[ -]?\d{4}$/,
  ],
  ['IT_DRIVER_LICENSE', /^[A-Z]{2}\d{7}[A-Z]$/],
  ['IT_IDENTITY_CARD', /^[A-Z]{2} ?\d{5} ?[A-Z]{2}$/],
  ['IT_PASSPORT', /^[A-Z]{2}\d{7}$/],
  ['KR_DRIVER_LICENSE', /^\d{2}-\d{2}-\d{6}-\d{2}$/],
  ['KR_PASSPORT', /^[MSROD]\d{3}[A-Z]\d{4}$/],
  ['NZ_IRD', /^\d{2,3}-\d{3}-\d{3}$/],
  ['SK_RC', /^\d{6}\/\d{3,4}$/],
  ['UK_PASSPORT', /^[A-Z]{2}\d{7}$/],
  ['US_EIN', /^\d{2}-\d{7}$/],
  ['US_PASSPORT', /^[A-Z]\d{8}$/],
  ['UY_CI', /^\d\.\d{3}\.\d{3}-\d$/],
  ['KR_BRN', /^\d{3}-\d{2}-\d{5}$/],
  ['NL_BSN', /^\d{4}\.\d{2}\.\d{3}$/],
  ['UK_NHS', /^\d{3}([ -])\d{3}\1\d{4}$/],
  ['US_ABA', /^\d{4}-\d{4}-\d$/],
  ['US_ITIN', /^9\d{2}[ -]\d{2}[ -]\d{4}$/],
])
/** Fewer digits are more often an amount or a date. */
const LEAST_DIGITS = 9

/** Whether a message of nothing but this is an id, given that its check digit is right if it has one. */
export function standsAlone(type: string, raw: string): boolean {
  const layout = LAYOUTS.get(type)
  if (layout?.test(raw) === true) return true
  if (NEVER.has(type) || UNCHECKED.test(type) || /[a-z]/.test(raw)) return false
  const digits = raw.replaceAll(/\D/g, '').length
  if (!/[A-Z]/.test(raw) && digits < LEAST_DIGITS) return false
  return layout === undefined ? !OTHERS.test(raw) : !/[^A-Z\d]/.test(raw)
}
