import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { times } from '../../test-support/chunkings.ts'
import { settled, whole } from '../../test-support/stream-law.ts'
import { read } from '../../test-support/surface-of.ts'
import { createPiiDetector } from './create-pii-detector.ts'

const detector = createPiiDetector()
const options = { types: ['LOCATION'] }

describe('places', () => {
  test.each([
    ['She lives in Boulder, near the lake.', ['Boulder']],
    ['from New York to Rio de Janeiro', ['New York', 'Rio de Janeiro']],
    ['São Paulo and St. Louis.', ['São Paulo', 'St. Louis']],
    ['Boulder-born, from Stoke-on-Trent', ['Boulder', 'Stoke-on-Trent']],
    [
      'Svalbard & Jan Mayen, Saint Vincent and the Grenadines',
      ['Saint Vincent and the Grenadines', 'Svalbard & Jan Mayen'],
    ],
    ['12 Main Street, Leeds', ['12 Main Street', 'Leeds']],
  ])('%s', (text, found) => {
    const expected = found.map((place) => `LOCATION:${place}`).toSorted()
    expect(read(detector, text, options).toSorted()).toEqual(expected)
  })

  test.each(['a nice split of the cork', 'user@Paris.example', 'Parisian food', 'the NEW york'])(
    'none in %s',
    (text) => {
      expect(read(detector, text, options)).toEqual([])
    },
  )

  test('what is settled before a cut is what the whole text has there', () => {
    const parts = 'New|York|Rio| |de|Janeiro|, |St.|Louis|in|Leeds|12 Main Street|\n|x'.split('|')
    const texts = fc
      .array(fc.nat(parts.length - 1), { maxLength: 30 })
      .map((places) => places.map((at) => parts[at] ?? '').join(' '))
    fc.assert(
      fc.property(texts, fc.nat(200), (text, at) => {
        const cut = at % (text.length + 1)
        const { hold, labels } = settled(detector, text, [0, cut], options)
        const startOf = (label: string): number => Number.parseInt(label.split(' ')[1] ?? '', 10)
        expect(labels.filter((label) => startOf(label) < hold)).toEqual(
          whole(detector, text, [0, hold], options),
        )
      }),
      { numRuns: 500 * times },
    )
  })
})

test('a place that begins with a letter outside ASCII needs no other capital', () => {
  expect(read(detector, 'w mieście Łódź', options)).toEqual(['LOCATION:Łódź'])
})
