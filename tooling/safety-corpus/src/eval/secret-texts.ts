import { readPhrases } from '../phrases.ts'
import type { Random } from '../random.ts'

const digit = '0123456789'
const lower = 'abcdefghijklmnopqrstuvwxyz'
const upper = lower.toUpperCase()

/** The letters that a mask such as `<h40>` is filled with. */
const alphabets: Readonly<Record<string, string>> = {
  d: digit,
  h: `${digit}abcdef`,
  H: `${digit}ABCDEF`,
  a: digit + lower,
  A: digit + lower + upper,
  U: digit + upper,
  l: lower,
  L: lower + upper,
  B: `${upper}234567`,
  K: 'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L',
  w: `${digit}${lower}${upper}_-`,
  b: `${digit}${lower}${upper}+/`,
}

/** The formats with a secret in them and the texts that only look like it; those of vendors were written later. */
export type SecretFile =
  | 'services'
  | 'formats'
  | 'look-alikes'
  | 'vendors'
  | 'vendor-look-alikes'
  | 'service-look-alikes'
  | 'places'
  | 'place-look-alikes'
  | 'unseen'
  | 'unseen-look-alikes'

/** The templates of a file. */
export function secretTemplates(file: SecretFile): readonly string[] {
  return readPhrases(`secrets/${file}.txt`).get('') ?? []
}

/** A template with fresh values, made when it is needed so that no scanner finds them in a file. */
export function secretText(random: Random, template: string): string {
  return template
    .replaceAll(String.raw`\n`, '\n')
    .replaceAll(/<([dhHaAUlLBKwb])(\d+)>/g, (_, kind: string, size: string) =>
      letters(random, kind, Number(size)),
    )
    .replaceAll(/<p(\d+)>/g, (_, size: string) => passwordOf(random, Number(size)))
    .replaceAll('<uuid>', () => uuidOf(random))
    .replaceAll('<jwt>', () => jwtOf(random))
    .replaceAll('<basic>', () => btoa(`deploy:${passwordOf(random, 14)}`))
    .replaceAll('<sentry>', () =>
      encoded({ iat: 1_700_000_000, url: 'https://sentry.io', org: 'acme' }),
    )
    .replaceAll('<b64>', () => letters(random, 'b', 64))
    .replaceAll('<pemjson>', () => blockOf(random, 'PRIVATE KEY').replaceAll('\n', String.raw`\n`))
    .replaceAll(/<pem:([A-Z0-9 ]*)>/g, (_, name: string) => blockOf(random, `${name}PRIVATE KEY`))
    .replaceAll('<pgp>', () => blockOf(random, 'PGP PRIVATE KEY BLOCK'))
}

function letters(random: Random, kind: string, size: number): string {
  const alphabet = Array.from(alphabets[kind] ?? digit)
  return Array.from({ length: size }, () => random.pick(alphabet)).join('')
}

/** Letters of both cases, digits and one sign, as people are asked for. */
function passwordOf(random: Random, size: number): string {
  const sign = random.pick(Array.from('!#%*_-.'))
  const body = `${letters(random, 'L', size - 4)}${letters(random, 'd', 2)}`
  return `${random.pick(Array.from(upper))}${body}${sign}`
}

function uuidOf(random: Random): string {
  return [8, 4, 4, 4, 12].map((size) => letters(random, 'h', size)).join('-')
}

function encoded(value: object): string {
  return btoa(JSON.stringify(value)).replaceAll('=', '')
}

function jwtOf(random: Random): string {
  const head = encoded({ alg: 'RS256', typ: 'JWT', kid: letters(random, 'h', 8) })
  const claims = encoded({ sub: letters(random, 'd', 8), iat: 1_700_000_000 })
  return `${head}.${claims}.${letters(random, 'w', 43)}`
}

function blockOf(random: Random, name: string): string {
  const body = Array.from({ length: 4 }, () => letters(random, 'b', 64)).join('\n')
  return `-----BEGIN ${name}-----\n${body}\n-----END ${name}-----`
}
