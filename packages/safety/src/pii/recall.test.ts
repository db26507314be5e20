import { readFileSync } from 'node:fs'

import { allFakers } from '@faker-js/faker'
import { describe, expect, test } from 'vitest'

import { surfaceOf } from '../../test-support/surface-of.ts'
import { createPiiDetector } from './create-pii-detector.ts'

const detector = createPiiDetector()
const ROUNDS = 6

const types: Readonly<Record<string, string>> = {
  card: 'CREDIT_CARD',
  phone: 'PHONE_NUMBER',
  email: 'EMAIL_ADDRESS',
  iban: 'IBAN_CODE',
  ssn: 'US_SSN',
  ip: 'IP_ADDRESS',
  url: 'URL',
}

function linesOf(name: string): readonly string[] {
  const text = readFileSync(new URL(`../../corpus/${name}`, import.meta.url), 'utf8')
  return text.split('\n').filter((line) => line !== '' && !line.startsWith('# '))
}

type Faker = (typeof allFakers)['en']

function valueOf(kind: string, faker: Faker, round: number): string {
  const { finance, internet, number, phone } = faker
  switch (kind) {
    case 'card':
      return finance.creditCardNumber()
    case 'phone':
      return phone.number({ style: round % 2 === 0 ? 'human' : 'international' })
    case 'email':
      return internet.email()
    case 'iban':
      return finance.iban({ formatted: round % 2 === 0 })
    case 'ip':
      return round % 3 === 0 ? internet.ipv6() : internet.ipv4()
    case 'url':
      return `${internet.url()}/a/b?c=${round}`
    default:
      return `${number.int({ min: 100, max: 665 })}-${number.int({ min: 10, max: 99 })}-${number.int({ min: 1000, max: 9999 })}`
  }
}

/** A span is right when nine tenths of both agree. */
function agrees(start: number, end: number, at: number, size: number): boolean {
  const common = Math.min(end, at + size) - Math.max(start, at)
  const union = Math.max(end, at + size) - Math.min(start, at)
  return common / union >= 0.9
}

function recall(kind: string): number {
  let right = 0
  let all = 0
  for (const line of linesOf('pii/sentences.txt')) {
    const [locale = 'en', template = ''] = line.split('\t')
    if (!template.includes(`{${kind}}`)) continue
    const faker = allFakers[locale as keyof typeof allFakers]
    faker.seed(line.length)
    for (let round = 0; round < ROUNDS; round++) {
      const value = valueOf(kind, faker, round)
      const text = template.replaceAll(`{${kind}}`, value)
      const at = text.indexOf(value)
      const found = detector.scan(surfaceOf(text), { types: [types[kind] ?? ''] })
      all++
      if (found.some(({ start, end }) => agrees(start, end, at, value.length))) right++
    }
  }
  return right / all
}

describe('sentences of our own with made-up values', () => {
  test.each([
    ['card', 0.99],
    ['phone', 0.9],
    ['email', 1],
    ['iban', 0.99],
    ['ssn', 1],
    ['ip', 1],
    ['url', 1],
  ])('%s is found in at least %d', (kind, least) => {
    expect(recall(kind)).toBeGreaterThanOrEqual(least)
  })
})

test.each(linesOf('look-alikes/lines.txt'))('nothing that must be hidden in %j', (line) => {
  const quiet = detector
    .scan(surfaceOf(line), {})
    .filter(({ type }) => type !== 'URL' && type !== 'IP_ADDRESS')
  expect(quiet).toEqual([])
})
