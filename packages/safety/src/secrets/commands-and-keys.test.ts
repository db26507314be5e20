import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { times } from '../../test-support/chunkings.ts'
import { settled, whole } from '../../test-support/stream-law.ts'
import { read, surfaceOf } from '../../test-support/surface-of.ts'
import { createSecretDetector } from './create-secret-detector.ts'

const detector = createSecretDetector()
const line = 'AAAAgQDT7xk29Lw4Bz8QpVnR1mYc6Hs5Jd3Fe0GaKuWiZtXoNlMvPbCrEyUh2Tq'
const key = (version: number, count: number): string =>
  `PuTTY-User-Key-File-${version}: ssh-rsa\nEncryption: none\nComment: rsa-key\nPublic-Lines: 1\n${line}\nPrivate-Lines: ${count}\n${`${line}\n`.repeat(count)}Private-MAC: 4f9a1c7be03d52864f9a1c7be03d52864f9a1c7b`

describe('key files of PuTTY', () => {
  test.each([2, 3])('version %i loses its private lines only', (version) => {
    const text = key(version, 3)
    const [found, ...more] = detector.scan(surfaceOf(text), {})
    expect(more).toEqual([])
    expect(found?.rule).toBe('putty-key')
    expect(text.slice(0, found?.start)).toContain(`Public-Lines: 1\n${line}\n`)
    expect(text.slice(found?.start, found?.end).split(line)).toHaveLength(4)
    expect(text.slice(found?.end)).toMatch(/^-MAC: /)
  })

  test('with escaped line breaks, and cut off', () => {
    const escaped = key(3, 2).replaceAll('\n', '\\r\\n')
    expect(detector.scan(surfaceOf(escaped), {}).map(({ rule }) => rule)).toEqual(['putty-key'])
    const short = `Private-Lines: 1\n${line.slice(0, 48)}\nPrivate-MAC: 0`
    expect(detector.scan(surfaceOf(short), {}).map(({ rule }) => rule)).toEqual(['putty-key'])
  })

  test.each([
    'Private-Lines: 14 is how many lines of base64 follow in the file, then Private-MAC: and its hex',
    'PuTTY-User-Key-File-3: ssh-ed25519\nPublic-Lines: 2\nAAAAC3NzaC1lZDI1NTE5AAAAIJq8\n',
    'Private-Lines: 8\n...\nPrivate-MAC: ...',
  ])('not in %j', (text) => {
    expect(read(detector, text)).toEqual([])
  })
})

describe('passwords in commands', () => {
  test.each([
    ['echo hunter2 | sudo -S apt update', 'hunter2'],
    ["echo 'Tr0ub4dor&3' | sudo -S ls", 'Tr0ub4dor&3'],
    ['echo -n "s3cretPw!"|sudo -kS whoami', 's3cretPw!'],
    ["printf '%s\\n' q7Rf2Lx9 | sudo -S -u root id", 'q7Rf2Lx9'],
    ['sudo -S apt update <<< "Winter2024!"', 'Winter2024!'],
    ["sudo -k -S whoami <<<'Tr0ub4dor&3'", 'Tr0ub4dor&3'],
    [String.raw`net use Z: \\files\share /user:CORP\jane Winter2024!`, 'Winter2024!'],
    [String.raw`net use \\10.0.0.5\c$ Tr0ub4dor&3 /persistent:yes`, 'Tr0ub4dor&3'],
    ['net user jane Winter2024! /add', 'Winter2024!'],
  ])('%s', (text, value) => {
    expect(read(detector, text)).toEqual([`SECRET:${value}`])
  })

  test.each([
    'echo "$PASSWORD" | sudo -S apt update',
    'echo password | sudo -S apt update',
    'echo your-password | sudo -S ls',
    'echo hello42 | sudo tee /etc/motd',
    'echo hello42 | sudo -u www -E tee x',
    'echo 8.8.8.8 | grep -S 8',
    'sudo -S apt update <<< "$PASSWORD"',
    'sudo -S apt update <<< password',
    String.raw`net use Z: \\files\share /user:CORP\jane *`,
    String.raw`net use Z: \\files\share /persistent:yes`,
    'net user jane /delete',
    'the net user growth in March was strong',
    'net use of electricity fell by 12%',
  ])('nothing in %s', (text) => {
    expect(read(detector, text)).toEqual([])
  })
})

const piece = fc.constantFrom(
  'echo ',
  'echo -n ',
  "printf '%s' ",
  'hunter2',
  "'Tr0ub4dor&3'",
  ' | ',
  '|',
  'sudo -S',
  'sudo ',
  '-k ',
  '-S ',
  'S',
  ' <<< ',
  'apt update',
  String.raw`net use Z: \\files\share `,
  String.raw`/user:CORP\jane `,
  'Winter2024! ',
  'Private-Lines: 2\n',
  `${line}\n`,
  'Private-MAC: 4f9a',
  '\\n',
  '\n',
  ' ',
  'x',
)
const texts = fc.array(piece, { minLength: 1, maxLength: 14 }).map((all) => all.join(''))
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
