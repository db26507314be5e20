const labels: Readonly<Record<string, string>> = {
  CREDIT_CARD: 'CARD',
  IBAN_CODE: 'IBAN',
  EMAIL_ADDRESS: 'EMAIL',
  PHONE_NUMBER: 'PHONE',
  US_SSN: 'SSN',
}

/** What stands for a type in replaced text; national ids are all `ID`. */
export function labelOf(type: string): string {
  const known = Object.hasOwn(labels, type) ? labels[type] : undefined
  if (known !== undefined) return known
  if (/^[A-Z]{2}_/.test(type)) return 'ID'
  const clean = type
    .toUpperCase()
    .replaceAll(/[^A-Z0-9_]/g, '_')
    .slice(0, 24)
  return /^[A-Z]/.test(clean) ? clean : 'X'
}

/** The type that a label stands for; groups and types stay. */
export function typeOf(name: string): string {
  return Object.keys(labels).find((type) => labels[type] === name) ?? name
}

/** What a policy may name although no detector lists it: labels, and names, whose data may not be loaded. */
export const groupLabels: ReadonlySet<string> = new Set([...Object.values(labels), 'ID', 'PERSON'])
