import type { Policy, Preset, Rule } from '../types.ts'

const noSecrets: Rule = {
  id: 'no-secrets',
  detect: 'secrets',
  action: { type: 'redact' },
  owasp: ['LLM02'],
}
const pii: Rule = {
  id: 'pii',
  detect: 'pii',
  types: ['CREDIT_CARD', 'IBAN_CODE', 'US_SSN', 'EMAIL_ADDRESS', 'PHONE_NUMBER', 'CRYPTO', 'ID'],
  action: { type: 'pseudonymize' },
  owasp: ['LLM02'],
}
const injectionFromUser: Rule = {
  id: 'inj-user',
  when: { trust: ['user'] },
  detect: 'injection',
  action: { type: 'flag' },
  owasp: ['LLM01'],
}
const injectionFromOutside: Rule = {
  id: 'inj-ext',
  when: { trust: ['external'] },
  detect: 'injection',
  action: { type: 'spotlight', method: 'delimit' },
  owasp: ['LLM01'],
}
const links: Rule = {
  id: 'links',
  detect: 'links',
  action: { type: 'defang', allowHosts: [] },
  owasp: ['LLM02', 'LLM05'],
}
const leak: Rule = { id: 'leak', detect: 'secrets', action: { type: 'redact' }, owasp: ['LLM02'] }

const standard: Policy = {
  mode: 'enforce',
  input: [noSecrets, pii, injectionFromUser, injectionFromOutside],
  output: [links, leak],
}

const persons: Rule = { ...pii, types: [...(pii.types ?? []), 'PERSON'] }

const presets: Readonly<Record<Preset, Policy>> = {
  off: { mode: 'enforce', input: [], output: [] },
  observe: { ...standard, mode: 'shadow' },
  standard,
  strict: {
    mode: 'enforce',
    input: [
      noSecrets,
      persons,
      { ...injectionFromUser, action: { type: 'block' } },
      { ...injectionFromOutside, action: { type: 'block' } },
    ],
    output: [links, leak],
    canary: true,
  },
}

/** The rules of a preset. */
export function preset(name: Preset): Policy {
  return presets[name]
}

/** The names that `extends` takes. */
export const presetNames: readonly Preset[] = ['off', 'observe', 'standard', 'strict']
