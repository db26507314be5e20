import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { times } from '../../test-support/chunkings.ts'
import { settled, whole } from '../../test-support/stream-law.ts'
import { read, surfaceOf } from '../../test-support/surface-of.ts'
import { createSecretDetector } from './create-secret-detector.ts'
import { crc32Base62 } from './secret-checks.ts'
import { secretRules, type SecretRule } from './secret-rules.ts'

const detector = createSecretDetector()

/** A fresh value of a format, made when the test runs so that no scanner trips over this file. */
function sampleOf(rule: SecretRule, seed: number): string {
  if (rule.id === 'jwt') return jwt()
  const format = new RegExp(`^(?:${rule.pattern.source})$`)
  const samples = fc.sample(fc.stringMatching(format), { numRuns: 20, seed })
  const checked = samples.map((sample) => {
    if (!/^(?:gh[a-z]|npm)_/.test(sample)) return sample
    const at = sample.indexOf('_') + 1
    const body = sample.slice(at, -6)
    return sample.slice(0, at) + body + crc32Base62(body)
  })
  const varied = checked.filter(
    (sample) => new Set(sample).size > 8 && !/0{8}|xxxx|[-_]$/i.test(sample),
  )
  return varied.find((sample) => rule.isValid?.(sample) !== false) ?? ''
}

function jwt(): string {
  const part = (value: object): string => btoa(JSON.stringify(value)).replaceAll('=', '')
  return `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ sub: 'a1', iat: 1_700_000_000 })}.${'Qk3'.repeat(14)}`
}

describe('token formats', () => {
  test('are about eighty', () => {
    expect(secretRules.length).toBeGreaterThanOrEqual(80)
    expect(new Set(secretRules.map(({ id }) => id)).size).toBe(secretRules.length)
  })

  test.each(secretRules.map((rule) => [rule.id, rule] as const))('%s is found', (id, rule) => {
    for (const seed of [1, 2, 3]) {
      const sample = sampleOf(rule, seed)
      expect(sample).not.toBe('')
      const text = `value "${sample}" there`
      const rules = detector.scan(surfaceOf(text), {}).filter(({ start }) => start === 7)
      expect(rules.map((finding) => finding.rule)).toContain(id)
      expect(rules.some(({ end }) => end === 7 + sample.length)).toBe(true)
    }
  })

  test.each(secretRules.map((rule) => [rule.id, rule] as const))(
    '%s is not found inside a word or cut short',
    (_, rule) => {
      const sample = sampleOf(rule, 7)
      const head = rule.prefixes[0] ?? sample.slice(0, 30)
      const rulesIn = (text: string, at: number): readonly string[] =>
        detector
          .scan(surfaceOf(`a ${text} b`), {})
          .filter(({ start }) => start === at)
          .map((finding) => finding.rule)
      expect(rulesIn(`x${sample}`, 3)).not.toContain(rule.id)
      expect(rulesIn(head, 2)).not.toContain(rule.id)
      expect(rulesIn(`${head}example`, 2)).not.toContain(rule.id)
    },
  )

  test('a checksum that does not fit makes a token less certain', () => {
    const body = 'aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0'
    const scoreOf = (text: string): readonly number[] =>
      detector.scan(surfaceOf(text), {}).map(({ score }) => score)
    expect(scoreOf(`ghp_${body}${crc32Base62(body)}`)).toEqual([1])
    expect(scoreOf(`ghp_${body}000000`)).toEqual([0.7])
    expect(scoreOf(`ghp_${'ab'.repeat(18)}`)).toEqual([])
  })

  test('the checksum is CRC32', () => {
    const value = Array.from(crc32Base62('123456789')).reduce(
      (sum, digit) =>
        sum * 62 + '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'.indexOf(digit),
      0,
    )
    expect(value).toBe(0xcbf43926)
  })
})

describe('private keys', () => {
  const body = 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n'.repeat(4)
  const block = (name: string): string =>
    `-----BEGIN ${name}PRIVATE KEY-----\n${body}-----END ${name}PRIVATE KEY-----`

  test.each(['', 'RSA ', 'EC ', 'OPENSSH ', 'ENCRYPTED '])('%sPRIVATE KEY', (name) => {
    expect(read(detector, `key:\n${block(name)}\nend`)).toEqual([`SECRET:${block(name)}`])
  })

  test('escaped line breaks and a missing footer', () => {
    const escaped = block('').replaceAll('\n', '\\n')
    expect(read(detector, `{"k":"${escaped}"}`)).toEqual([`SECRET:${escaped}`])
    const open = block('').slice(0, 120)
    expect(read(detector, `${open}."`)).toEqual([`SECRET:${open}`])
  })

  test.each([
    '-----BEGIN CERTIFICATE-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASCMIIEvQIBADANBgkqhkiG9w0BAQEFAASC',
    '-----BEGIN PUBLIC KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASCMIIEvQIBADANBgkqhkiG9w0BAQEFAASC',
    'a PRIVATE KEY is written between BEGIN and END lines of five dashes each, as you know',
    '-----BEGIN PRIVATE KEY-----',
    '---- BEGIN PRIVATE KEY ----',
  ])('not in %s', (text) => {
    expect(read(detector, text)).toEqual([])
  })
})

describe('assignments', () => {
  const random = 'q7Rf2Lx9Vb4Nz8Kt'
  test.each([
    [`api_key = "${random}"`, random],
    [`"apiKey": "${random}",`, random],
    [`API_TOKEN=${random}`, random],
    [`client_secret: '${random}'`, random],
    [`secret => "4f9a1c7be03d52864f9a1c7be03d5286"`, '4f9a1c7be03d52864f9a1c7be03d5286'],
    [`password = "Tr0ub4dor&3"`, 'Tr0ub4dor&3'],
    [`Authorization: Bearer ${random}${random}`, random + random],
    [`postgres://app:s3cr3tPw@db.internal:5432/x`, 's3cr3tPw'],
    [`mongodb+srv://root:hunter2@c0.example.net`, 'hunter2'],
    [`{\\"token\\": \\"${random}\\"}`, random],
  ])('%s', (text, value) => {
    expect(read(detector, text)).toEqual([`SECRET:${value}`])
  })

  test.each([
    'api_key = "YOUR_API_KEY_HERE"',
    'api_key = process.env.API_KEY',
    'password = getPassword(user)',
    'token: ${{ secrets.GITHUB_TOKEN }}',
    'secret = "xxxxxxxxxxxxxxxxxxxx"',
    'password: string',
    'token_type: access_token_response',
    'api_key = example-key-for-docs-only',
    'postgres://user:password@localhost/db',
    'https://example.com:8080/a@b',
    'max_tokens: 1024',
    'the secret is in the garden behind the house',
    'const tokenizer = createTokenizerForLanguage(options)',
    'bearer of bad news today',
  ])('nothing in %s', (text) => {
    expect(read(detector, text)).toEqual([])
  })
})

describe('streams', () => {
  const samples = secretRules.map((rule, index) => sampleOf(rule, index + 11))
  const piece = fc.oneof(
    fc.constantFrom(...samples),
    fc.constantFrom(
      'password = ',
      'bugsnag_key: ',
      '<apifyKey>\n  ',
      '"api_key":"',
      'q7Rf2Lx9Vb4Nz8Kt',
      'Bearer ',
      'mysql -u root -p',
      ' --token ',
      'curl -u admin:',
      'token.name.of',
      'Summer2024',
      'postgres://u:',
      '@host',
      '-----BEGIN RSA PRIVATE KEY-----\n',
      'MIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n',
      '-----END RSA PRIVATE KEY-----',
      'a'.repeat(70),
    ),
    fc.constantFrom(' ', '\n', '"', '.', ':', '=', ',', '/', '，', 'Q'),
  )
  const texts = fc.array(piece, { minLength: 1, maxLength: 12 }).map((all) => all.join(''))
  const startOf = (label: string): number => Number.parseInt(label.split(' ')[1] ?? '', 10)

  test('what is settled before a cut is what the whole text has there', () => {
    fc.assert(
      fc.property(texts, fc.nat(700), fc.nat(300), (text, at, left) => {
        const cut = at % (text.length + 1)
        const from = left > cut || left < 150 ? 0 : cut - left
        const { least, hold, labels } = settled(detector, text, [from, cut])
        const all = whole(detector, text)
        for (const label of labels) expect(all).toContain(label)
        expect(labels.filter((label) => startOf(label) < hold)).toEqual(
          whole(detector, text, [least, hold]),
        )
      }),
      { numRuns: 1500 * times },
    )
  })

  test.each([
    'mysql -u root -pq7Rf2Lx9Vb4Nz8Ktmysql -u root -ppassword = ',
    '-----BEGIN RSA PRIVATE KEY-----\n  MIIEvQIBADANBgkqhkiG9w0BAQEF\n-----BEGIN RSA PRIVATE KEY-----\n@host',
  ])('what %j begins is settled as it ends, wherever it is cut', (text) => {
    const all = whole(detector, text)
    for (let cut = 0; cut <= text.length; cut++)
      for (const label of settled(detector, text, [0, cut]).labels) expect(all).toContain(label)
  })
})
