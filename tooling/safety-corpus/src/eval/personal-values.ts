import { readPhrases } from '../phrases.ts'
import type { Random } from '../random.ts'
import { coinAddress, digits, withIbanCheck, withLuhn } from './check-digits.ts'

const values = readPhrases('pii/values.txt')
const phones = readPhrases('pii/phones.txt')

/** Places whose numbers do not follow from the language. */
const regions: Readonly<Record<string, string>> = {
  cs: 'cz',
  da: 'dk',
  el: 'gr',
  fa: 'ir',
  he: 'il',
  ja: 'jp',
  ko: 'kr',
  ar: 'ae',
  sv: 'se',
  uk: 'ua',
  vi: 'vn',
}

/** Brands as beginning, length and groups. */
const cards: readonly (readonly [head: string, length: number, groups: readonly number[]])[] = [
  ['4', 16, [4, 4, 4, 4]],
  ['4', 13, [4, 3, 3, 3]],
  ['4', 19, [4, 4, 4, 4, 3]],
  ['51', 16, [4, 4, 4, 4]],
  ['55', 16, [4, 4, 4, 4]],
  ['2221', 16, [4, 4, 4, 4]],
  ['2720', 16, [4, 4, 4, 4]],
  ['34', 15, [4, 6, 5]],
  ['37', 15, [4, 6, 5]],
  ['36', 14, [4, 6, 4]],
  ['305', 14, [4, 6, 4]],
  ['6011', 16, [4, 4, 4, 4]],
  ['65', 16, [4, 4, 4, 4]],
  ['3528', 16, [4, 4, 4, 4]],
  ['3589', 16, [4, 4, 4, 4]],
  ['1800', 15, [4, 6, 5]],
  ['2131', 15, [4, 6, 5]],
  ['6304', 16, [4, 4, 4, 4]],
  ['5018', 16, [4, 4, 4, 4]],
  ['62', 16, [4, 4, 4, 4]],
  ['62', 19, [4, 4, 4, 4, 3]],
]

/** Countries as bank part: `A` letters, `9` digits. */
const accounts: readonly (readonly [country: string, body: string])[] = [
  ['DE', '999999999999999999'],
  ['GB', 'AAAA99999999999999'],
  ['FR', '99999999999999999999999'],
  ['NL', 'AAAA9999999999'],
  ['ES', '99999999999999999999'],
  ['IT', 'A9999999999999999999999'],
  ['CH', '99999999999999999'],
  ['NO', '99999999999'],
  ['SE', '99999999999999999999'],
  ['PL', '999999999999999999999999'],
  ['PT', '999999999999999999999'],
  ['IE', 'AAAA99999999999999'],
  ['MT', 'AAAA99999999999999999999999'],
  ['AE', '9999999999999999999'],
  ['BR', '99999999999999999999999AA'],
]

/** The locales' own first and last names, or English ones. */
function nameOf(random: Random, language: string, part: 'first' | 'last'): string {
  return random.pick(values.get(`${part}-${language}`) ?? values.get(`${part}-en`) ?? [])
}

function personOf(random: Random, language: string): string {
  const whole = values.get(`person-${language}`)
  if (whole !== undefined) return random.pick(whole)
  const first = nameOf(random, language, 'first')
  const last = nameOf(random, language, 'last')
  const chance = random.next()
  if (chance < 0.06) return `${first} ${first.charAt(0)}. ${last}`
  return chance < 0.1 ? first : `${first} ${last}`
}

function phoneOf(random: Random, locale: string): string {
  const [language = 'en', country = ''] = locale.split('_')
  const own = country === '' || country === 'latin' ? (regions[language] ?? language) : country
  const region = random.next() < 0.25 ? random.pick(Array.from(phones.keys())) : own.toLowerCase()
  return masked(random, random.pick(phones.get(region) ?? phones.get('us') ?? []))
}

/** `#` becomes a digit, `N` one from 2, `{a,b}` one of its parts. */
function masked(random: Random, mask: string): string {
  return mask
    .replaceAll(/\{([^}]*)\}/g, (_, parts: string) => random.pick(parts.split(',')))
    .replaceAll(/[#N]/g, (sign) =>
      String(sign === 'N' ? 2 + Math.floor(random.next() * 8) : Math.floor(random.next() * 10)),
    )
}

function cardOf(random: Random): string {
  const [head, length, groups] = random.pick(cards)
  const number = withLuhn(`${head}${digits(random, length - head.length - 1)}`)
  const joiner = random.pick(['', '', ' ', ' ', '-'])
  return joiner === '' ? number : grouped(number, groups).join(joiner)
}

function ibanOf(random: Random): string {
  const [country, body] = random.pick(accounts)
  const filled = body.replaceAll(/[A9]/g, (sign) =>
    sign === 'A' ? random.pick(Array.from('ABCDEFGHKLMNPRSTUVWZ')) : digits(random, 1),
  )
  const number = withIbanCheck(country, filled)
  return random.next() < 0.5 ? number : (number.match(/.{1,4}/g) ?? []).join(' ')
}

function grouped(number: string, sizes: readonly number[]): string[] {
  let at = 0
  return sizes.map((size) => number.slice(at, (at += size)))
}

function hex(random: Random, length: number): string {
  return Array.from({ length }, () => random.pick(Array.from('0123456789abcdef'))).join('')
}

function below(random: Random, least: number, limit: number): string {
  return String(least + Math.floor(random.next() * (limit - least)))
}

function ssnOf(random: Random): string {
  const area = random.pick([below(random, 101, 666), below(random, 667, 900)])
  return `${area}-${below(random, 10, 100)}-${below(random, 1000, 10_000)}`
}

function ipOf(random: Random): string {
  if (random.next() < 0.7) return Array.from({ length: 4 }, () => below(random, 1, 255)).join('.')
  if (random.next() < 0.5) return Array.from({ length: 8 }, () => hex(random, 4)).join(':')
  return `2001:db8:${hex(random, 3)}::${hex(random, 4)}:${hex(random, 2)}`
}

function emailOf(random: Random): string {
  const name = random.pick(['anna', 'l.ortega', 'mei_t', 'JMiller', 'olga-k', 'sam+news', "o'neil"])
  return `${name}${random.pick(['', digits(random, 2)])}@${random.pick(values.get('host') ?? [])}`
}

function urlOf(random: Random): string {
  const host = random.pick(values.get('domain') ?? [])
  const path = random.pick(['', ...(values.get('path') ?? [])])
  return `${random.pick(['https://', 'http://', 'https://www.', 'www.'])}${host}${path}`
}

function placeOf(random: Random, what: 'city' | 'street', language: string): string {
  const own = values.get(`${what}-${language}`)
  return random.pick(own ?? values.get(`${what}-other`) ?? [])
}

function zipOf(random: Random, locale: string): string {
  if (locale === 'en_GB') return `SW${digits(random, 1)} ${digits(random, 1)}AX`
  return digits(random, locale === 'en_AU' ? 4 : 5)
}

type Maker = (random: Random, locale: string, language: string) => string

/** The type that each slot stands for, and a value for it; slots of no type are only context. */
export const slots: ReadonlyMap<string, readonly [type: string | undefined, make: Maker]> = new Map<
  string,
  readonly [string | undefined, Maker]
>([
  ['card', ['CREDIT_CARD', cardOf]],
  ['phone', ['PHONE_NUMBER', phoneOf]],
  ['email', ['EMAIL_ADDRESS', emailOf]],
  ['iban', ['IBAN_CODE', ibanOf]],
  ['ssn', ['US_SSN', ssnOf]],
  ['ip', ['IP_ADDRESS', ipOf]],
  ['url', ['URL', urlOf]],
  ['domain', ['URL', (random) => random.pick(values.get('domain') ?? [])]],
  ['mac', ['MAC_ADDRESS', (random) => (hex(random, 12).match(/../g) ?? []).join(':')]],
  ['crypto', ['CRYPTO', coinAddress]],
  ['person', ['PERSON', (random, _, language) => personOf(random, language)]],
  ['first', ['PERSON', (random, _, language) => nameOf(random, language, 'first')]],
  ['last', ['PERSON', (random, _, language) => nameOf(random, language, 'last')]],
  ['title', ['TITLE', (random) => random.pick(values.get('title') ?? [])]],
  ['date', ['DATE_TIME', (random) => random.pick(values.get('date') ?? [])]],
  ['age', ['AGE', (random) => below(random, 18, 95)]],
  ['zip', ['ZIP', zipOf]],
  ['city', ['LOCATION', (random, _, language) => placeOf(random, 'city', language)]],
  ['street', ['LOCATION', (random, _, language) => placeOf(random, 'street', language)]],
  ['country', ['LOCATION', (random) => random.pick(values.get('country') ?? [])]],
])
