import type { Random } from '../random.ts'

/** A sentence and what is personal in it. */
export interface PersonalText {
  readonly text: string
  readonly type: string
  readonly start: number
  readonly end: number
}

const sentences = [
  'Please write to {x} today.',
  'The record says {x}, is this right?',
  'Customer: {x}; status open',
  '{x}',
  '"value": "{x}", "ok": true',
  'I sent it from {x} yesterday and heard nothing.',
]

const names = ['anna', 'luis.ortega', 'mei_t', 'j.miller', 'olga', 'sam']
const hosts = ['mail.example.com', 'web.example.org', 'post.example.net']
const iban = (country: string, body: string) => {
  const moved = `${body}${country}00`.replaceAll(/[A-Z]/g, (letter) =>
    String(letter.charCodeAt(0) - 55),
  )
  const check = 98n - (BigInt(moved) % 97n)
  return `${country}${String(check).padStart(2, '0')}${body}`
}

const makers: Readonly<Record<string, (random: Random) => string>> = {
  CREDIT_CARD: (random) =>
    withLuhn(`${random.pick(['4', '51', '55'])}${digits(random, 15)}`.slice(0, 15)),
  EMAIL_ADDRESS: (random) => `${random.pick(names)}${digits(random, 2)}@${random.pick(hosts)}`,
  IBAN_CODE: (random) => iban('DE', digits(random, 18)),
  IP_ADDRESS: (random) =>
    `203.0.${String(Math.floor(random.next() * 255))}.${String(1 + Math.floor(random.next() * 250))}`,
}

/** The types that have a maker. */
export const personalTypes: readonly string[] = Object.keys(makers)

/** A value of one type, or of any, in an ordinary sentence. */
export function personalText(random: Random, wanted?: string): PersonalText {
  const type = wanted ?? random.pick(personalTypes)
  const value = makers[type]?.(random) ?? ''
  const [before = '', after = ''] = random.pick(sentences).split('{x}')
  const start = before.length
  return { text: `${before}${value}${after}`, type, start, end: start + value.length }
}

/** The same sentence with a number whose check digit is wrong. */
export function brokenText(random: Random, type: string): string {
  const { text, start, end } = personalText(random, type)
  const value = text.slice(start, end)
  const last = (Number(value.at(-1)) + 1 + Math.floor(random.next() * 8)) % 10
  return `${text.slice(0, start)}${value.slice(0, -1)}${String(last)}${text.slice(end)}`
}

function digits(random: Random, count: number): string {
  return Array.from({ length: count }, () => String(Math.floor(random.next() * 10))).join('')
}

function withLuhn(body: string): string {
  let sum = 0
  for (const [at, digit] of Array.from(body).toReversed().entries()) {
    const double = Number(digit) * (at % 2 === 0 ? 2 : 1)
    sum += double > 9 ? double - 9 : double
  }
  return `${body}${String((10 - (sum % 10)) % 10)}`
}
