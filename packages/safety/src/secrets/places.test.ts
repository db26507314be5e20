import { describe, expect, test } from 'vitest'

import { policyOf } from '../../test-support/policies.ts'
import { surfaceOf } from '../../test-support/surface-of.ts'
import { createScanner } from '../scan/create-scanner.ts'
import { createTextFilter } from '../stream/create-text-filter.ts'
import { createSecretDetector } from './create-secret-detector.ts'

const detector = createSecretDetector()
const word = ['Trq7', 'Zpm4', 'wXk9'].join('!')
const key = ['q7Rf2Lx9', 'Vb4Nz8Kt', 'h3Wm6Yc1', 'Pd5Js0Gu', 'aE8o'].join('')
const seed = ['JVXW', 'KQ3D', 'PFZG', 'UTLS'].join('')
const id = ['4f9c02b7', 'e81d', '4a35', '907e', '91b4d8f23a60'].join('-')
const line = `${key}${key.toLowerCase()}`.slice(0, 64)
const armour = (side: string): string => `---- ${side} SSH2 ENCRYPTED PRIVATE KEY ----`
const file = btoa(`-----BEGIN OPENSSH ${['PRIVATE', 'KEY'].join(' ')}-----\n${line}`)

const secret = [
  `${armour('BEGIN')}\n${line}\n${line}\n${armour('END')}`,
  `ssh_key: ${file}`,
  `db.acme.dev:5432:crm:app:${word}`,
  `*:*:*:postgres:${word}`,
  `sqlplus -S app/${word}@crm`,
  `jdbc:oracle:thin:app/${word}@db.acme.dev:1521:XE`,
  `7z a -p${word} backup.7z data/`,
  `xfreerdp /v:10.0.0.4 /u:adm /p:${word}`,
  `mysqladmin -u root password '${word}'`,
  `echo '${word}' | docker login ghcr.io -u acme --password-stdin`,
  `gh secret set DEPLOY_TOKEN --body "${key}"`,
  `totp_secret=${seed}`,
  `"mfaSeed": "${seed}"`,
  `https://chat.acme.dev/hooks/${key.toLowerCase().slice(0, 26)}`,
  `https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${id}`,
  `https://prod-1.logic.azure.com/workflows/a/invoke?sv=1.0&sig=${key}`,
  `https://d1.cloudfront.net/a?Expires=1700000000&Signature=${key}${key}~&Key-Pair-Id=KA`,
  `variable "db_password" {\n  type = string\n  default = "${word}"\n}`,
  `githubPat: '${key}'`,
  `-Djavax.net.ssl.keyStorePassword=${word}`,
  `psk="${word}"`,
]

describe('a secret is found in its place', () => {
  test.each(secret)('%s', (text) => {
    expect(detector.scan(surfaceOf(text), {})).not.toEqual([])
  })
})

test.each([
  `sqlplus /nolog`,
  `sqlplus scott/tiger@orcl`,
  `jdbc:oracle:thin:@db.acme.dev:1521/XE`,
  `7z a -pPASSWORD a.7z`,
  `echo $PASSWORD | docker login --password-stdin`,
  `echo hello | docker login --password-stdin`,
  `gh secret set X --body "$TOKEN"`,
  `totp secret: EXAMPLEEXAMPLEEX`,
  `SECRET=${seed.replaceAll(/\d/g, 'A')}`,
  `https://chat.acme.dev/hooks/install`,
  `variable "db_password_length" {\n  default = 16\n}`,
  `certificate-authority-data: ${btoa('-----BEGIN CERTIFICATE-----\n'.padEnd(90, 'MIID'))}`,
  `elasticsearch routing key = ${id.replaceAll('-', '')}`,
])('nothing is found in %s', (text) => {
  expect(detector.scan(surfaceOf(text), {})).toEqual([])
})

test('and the same in pieces, with 64 characters kept back at most', async () => {
  const policy = policyOf({
    input: [{ id: 'secrets', detect: 'secrets', action: { type: 'redact' } }],
  })
  const scanner = createScanner(policy)
  const filler = 'Nobody minded that the parcel came late again.\n'.repeat(5)
  for (const place of secret) {
    const text = `${filler}${place}\n${filler}`
    const { edited } = await scanner.scan({ text, path: '/stream' })
    for (const size of [1, 7, 64]) {
      const filter = createTextFilter(policy, { direction: 'input', role: 'user' })
      let streamed = ''
      for (let at = 0; at < text.length; at += size) {
        streamed += filter.push(text.slice(at, at + size))
        expect(filter.pending).toBeLessThanOrEqual(64)
      }
      expect(streamed + filter.end()).toBe(edited)
    }
  }
})
