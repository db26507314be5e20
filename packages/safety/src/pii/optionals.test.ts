import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { times } from '../../test-support/chunkings.ts'
import { settled, whole } from '../../test-support/stream-law.ts'
import { read, surfaceOf } from '../../test-support/surface-of.ts'
import { cjkNames } from './cjk-names.ts'
import { createPiiDetector } from './create-pii-detector.ts'
import { createNameRecognizer, loadNames } from './names.ts'

const detector = createPiiDetector({
  recognizers: [createNameRecognizer(await loadNames()), cjkNames],
})
const types = ['PERSON', 'LOCATION', 'ZIP', 'DATE_TIME', 'AGE', 'TITLE']

function found(text: string): readonly string[] {
  return detector
    .scan(surfaceOf(text), { types })
    .toSorted((a, b) => a.start - b.start)
    .map(({ type, start, end }) => `${type}:${text.slice(start, end)}`)
}

describe('addresses', () => {
  test.each([
    [
      'to 12 Oak Grove Apt 4\nFresno, CA 93721-1904.',
      ['LOCATION:12 Oak Grove Apt 4\nFresno, CA 93721-1904'],
    ],
    [
      '16 Elm Hill Way, Xyz, New York 67304, USA',
      ['LOCATION:16 Elm Hill Way, Xyz, New York 67304, USA'],
    ],
    [
      '5 Elm St Suite 7\n Xyz\n Saint Lucia 36465',
      ['LOCATION:5 Elm St Suite 7\n Xyz\n Saint Lucia 36465'],
    ],
    ['4 High Street, Leeds, LS1 4AB', ['LOCATION:4 High Street, Leeds, LS1 4AB']],
    [
      'Goethestraße 12, 60313 Frankfurt am Main',
      ['LOCATION:Goethestraße 12, 60313 Frankfurt am Main'],
    ],
    ['8 bis avenue Jean Jaurès, 69007 Lyon', ['LOCATION:8 bis avenue Jean Jaurès, 69007 Lyon']],
    ['Calle de Alcalá 145, 28009', ['LOCATION:Calle de Alcalá 145']],
    ['Keizersgracht 9, 1016 EE Xyz', ['LOCATION:Keizersgracht 9, 1016 EE Xyz']],
    ['Algade 14, 4000 Xyz', ['LOCATION:Algade 14, 4000 Xyz']],
    ['62 Wattle Street, Xyz WA 6160', ['LOCATION:62 Wattle Street, Xyz WA 6160']],
    ['ul. Krucza 24, 00-526 Xyz', ['LOCATION:ul. Krucza 24, 00-526 Xyz']],
    ['Petőfi utca 12.\n6720 Xyz', ['LOCATION:Petőfi utca 12.\n6720 Xyz']],
    ['İnönü Sokak No: 3\n42100 Xyz', ['LOCATION:İnönü Sokak No: 3\n42100 Xyz']],
    ['12 Oak Street, Xyz', ['LOCATION:12 Oak Street']],
    ['moved to Xyz, OH 44101', ['LOCATION:Xyz', 'ZIP:44101']],
    ['in a town, Xyz 560025', ['ZIP:560025']],
    ['CEP 22240-003', ['ZIP:22240-003']],
    ['〒150-0041', ['ZIP:150-0041']],
  ])('%j', (text, expected) => {
    expect(found(text)).toEqual(expected)
  })

  test.each([
    'it weighs 12345 grams, and 1204 of them',
    'in 2024, 30000 people came at 1030 AM',
    'part 4410-77-2 of 22-190',
    'error 90210 Not found',
  ])('nothing in %j', (text) => {
    expect(found(text)).toEqual([])
  })
})

test('days in several languages', () => {
  expect(
    found(
      '1. März 2021; 3 février 2025; 9 de octubre de 1978; 2 giugno 1944; 07-Feb-1983; 2025年3月4日',
    ),
  ).toEqual([
    'DATE_TIME:1. März 2021',
    'DATE_TIME:3 février 2025',
    'DATE_TIME:9 de octubre de 1978',
    'DATE_TIME:2 giugno 1944',
    'DATE_TIME:07-Feb-1983',
    'DATE_TIME:2025年3月4日',
  ])
})

test('names that no list has, behind words for names or with the ending of one', () => {
  expect(found('氏名：北御門 澄')).toEqual(['PERSON:北御門 澄'])
  expect(found('mijn naam is Qwillem van der Qoop')).toEqual(['PERSON:Qwillem van der Qoop'])
  expect(found('a letter for Qadia Qolkova')).toEqual(['PERSON:Qadia Qolkova'])
  expect(found('for Qwick Service')).toEqual([])
})

test('a street named after somebody is no person', () => {
  expect(read(detector, '8 avenue Jean Jaurès')).toEqual([])
  expect(found('8 avenue Jean Jaurès')).toEqual(['LOCATION:8 avenue Jean Jaurès'])
})

test('a year behind a day is no postal code', () => {
  expect(found('On May 5, 2024 Qyz rose')).toEqual(['DATE_TIME:May 5, 2024'])
})

test('weekdays, times and zones are a part of a date', () => {
  expect(
    found(
      'Thursday, April 12, 1987; Mon, 3 May 1999; 1964-08-28T04:08:00Z; 2024-01-02 10:11:12.5+02:00',
    ),
  ).toEqual([
    'DATE_TIME:Thursday, April 12, 1987',
    'DATE_TIME:Mon, 3 May 1999',
    'DATE_TIME:1964-08-28T04:08:00Z',
    'DATE_TIME:2024-01-02 10:11:12.5+02:00',
  ])
})

test.each([
  ['Xan is 73 and Yul is 8.', ['73', '8']],
  ['Xan Yul (41) and Yul Xan, 39, who', ['41', '39']],
  ['my 12 yr old, and he is 44.', ['12', '44']],
  ['Where is 74, this is 12. Room is 31.', []],
])('ages in %s', (text, ages) => {
  expect(read(detector, text, { types: ['AGE'] })).toEqual(ages.map((age) => `AGE:${age}`))
})

test('titles in lower case, and of two people', () => {
  expect(read(detector, 'ask ms. Xul and Mr and Mrs Yul', { types: ['TITLE'] })).toEqual([
    'TITLE:ms.',
    'TITLE:Mr',
    'TITLE:Mrs',
  ])
})

test.each([
  ['she was born in Xyzhausen and lives near Qyport', ['Xyzhausen', 'Qyport']],
  ['a hotel in Xyz, Bosnia and Herzegovina', ['Xyz', 'Bosnia and Herzegovina']],
  ['Meet at East Qyzville or Zapborough', ['East Qyzville', 'Zapborough']],
  ['he was born in March and sent in Peace, written in Rust', []],
])('towns that no list has in %s', (text, towns) => {
  expect(read(detector, text, { types: ['LOCATION'] }).toSorted()).toEqual(
    towns.map((town) => `LOCATION:${town}`).toSorted(),
  )
})

test('a town in a name is no place, and a word that is both is what is likelier', () => {
  expect(found('with Alexandria Ruecker')).toEqual(['PERSON:Alexandria Ruecker'])
  expect(found('the Medina gate')).toEqual(['LOCATION:Medina'])
})

describe('streams', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '12 Oak Grove Apt 4',
      'Fresno, CA 93721',
      'Goethestraße 12',
      ', 60313 Frankfurt am Main',
      '8 bis avenue Jean Jaurès',
      'Keizersgracht 9, 1016 EE Ede',
      'Algade 14, 4000 Ry',
      '16 Elm Hill Way, Unit 2\nSalem, New York 67304\nUSA',
      'Petőfi utca 12.\n6720 Szeged',
      'Monday, 3 May 1999',
      '1964-08-28T04:08:00Z',
      'born in ',
      'Xyz, Italy',
      'Ann Lee (41)',
      'mr. ',
      'and Mrs ',
      'East Qyzville',
      'Perth WA 6160',
      'Am Alten Markt 3',
      'ul. Krucza 24, 00-526 Łódź',
      '411 38 Göteborg',
      'SW1A 2AA',
      'CEP 22240-003',
      '9 de octubre de 1978',
      'March 3rd, 2025',
      '07-Feb-1983',
      'aged 43',
      'I am 28',
      '67 Jahre alt',
      'Mr. Desmond Achterberg',
      'mijn naam is Willem van der Meulen',
      'for Nadia Volkova',
      'Maria',
      'van ',
      'New York',
      'Quebec City',
      '氏名：北御門 澄',
      '2025年3月4日',
      'x'.repeat(40),
    ),
    fc.oneof(
      {
        weight: 4,
        arbitrary: fc.constantFrom(' ', ' ', ', ', '. ', '\n', '-', '1', 'A', 'de ', '，'),
      },
      {
        weight: 1,
        arbitrary: fc.constantFrom(...'()[]{}<>|"!?*=_$%&@+~^;`\\'.split(''), '; ', ') '),
      },
    ),
  )
  const texts = fc.array(piece, { minLength: 1, maxLength: 12 }).map((all) => all.join(''))
  const startOf = (label: string): number => Number.parseInt(label.split(' ')[1] ?? '', 10)

  test('what is settled before a cut is what the whole text has there', () => {
    fc.assert(
      fc.property(texts, fc.nat(600), fc.nat(300), (text, at, left) => {
        const cut = at % (text.length + 1)
        const from = left > cut || left < 150 ? 0 : cut - left
        const { least, hold, labels } = settled(detector, text, [from, cut], { types })
        const all = whole(detector, text, undefined, { types })
        for (const label of labels) expect(all).toContain(label)
        expect(labels.filter((label) => startOf(label) < hold)).toEqual(
          whole(detector, text, [least, hold], { types }),
        )
      }),
      { numRuns: 600 * times },
    )
  })

  test.each([
    `${'x'.repeat(40)}1Petőfi utca 12.\n6720 Szeged`,
    'Petőfi utca 12.\n6720 Szeged-. Quebec City',
    'Petőfi utca 12.\n6720 Szeged-born in ',
  ])('%j may be cut anywhere', (text) => {
    const all = whole(detector, text, undefined, { types })
    for (let cut = 0; cut <= text.length; cut++) {
      const { hold, labels } = settled(detector, text, [0, cut], { types })
      for (const label of labels) expect(all).toContain(label)
      expect(labels.filter((label) => startOf(label) < hold)).toEqual(
        whole(detector, text, [0, hold], { types }),
      )
    }
  })
})
