import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { times } from '../../test-support/chunkings.ts'
import { settled, whole } from '../../test-support/stream-law.ts'
import { read } from '../../test-support/surface-of.ts'
import { createPiiDetector } from './create-pii-detector.ts'
import { createNameRecognizer, loadNames } from './names.ts'

const detector = createPiiDetector({ recognizers: [createNameRecognizer(await loadNames())] })
const options = { types: ['PERSON'] }

describe('names', () => {
  test.each([
    ['I met Jane Smith yesterday', 'Jane Smith'],
    ['my name is Zorblax', 'Zorblax'],
    ['Dear Mr. Okonkwo,', 'Okonkwo'],
    ['signed by Ludwig van Beethoven', 'Ludwig van Beethoven'],
    ['J. Martinez wrote this', 'J. Martinez'],
    ['Please ask Maria', 'Maria'],
    ['The report of Anna-Maria Müller', 'Anna-Maria Müller'],
    ["Peter's car", 'Peter'],
    ['"name": "Giovanni Rossi"', 'Giovanni Rossi'],
    ['"last_name": "Zorblax"', 'Zorblax'],
    ['Kazuo Fujimoto called', 'Kazuo Fujimoto'],
    ['for Sung-min Park today', 'Sung-min Park'],
    ['We saw Tsai Mei there', 'Tsai Mei'],
    ['Can Peter Zorblax come', 'Peter Zorblax'],
    ['Judge Okonkwo said no', 'Okonkwo'],
    ['Ms Lu is here', 'Lu'],
    ['T. Mueller-Schmidt wrote', 'T. Mueller-Schmidt'],
    ['Data Analyst Peter Zorblax', 'Peter Zorblax'],
    ['DUSTY WYMAN SIGNED THE FORM', 'DUSTY WYMAN'],
    ['Peter Zorblax MD', 'Peter Zorblax'],
    ['Mr. van der Zorb', 'van der Zorb'],
    ['and Peter King too', 'Peter King'],
  ])('%s', (text, name) => {
    expect(read(detector, text, options)).toEqual([`PERSON:${name}`])
  })

  test.each([
    'The United States of America',
    'In May I Will Mark It',
    'New York University',
    'TypeError: Cannot read property',
    'import { createServer } from Node',
    'user@Jane.example',
    'Peter Group',
    'by Morgan Stanley',
    'at Zorb & Spencer',
    'she lives in Marion',
  ])('none in %s', (text) => {
    expect(read(detector, text, options)).toEqual([])
  })

  test('are not looked for unless asked', () => {
    expect(read(detector, 'Jane Smith')).toEqual([])
  })

  test('what is settled before a cut is what the whole text has there', () => {
    const piece = fc.constantFrom(
      'Jane',
      'Smith',
      'van',
      'de',
      'Rossi',
      'J.',
      ' ',
      ' ',
      ' ',
      '\n',
      'the',
      'Dear',
      'Mr.',
      ',',
      'Zorb',
      '.',
      "'s",
      'King',
      'Sung-min',
      'Group',
      'in',
      '& ',
      'is',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.nat(300), (pieces, at) => {
        const text = pieces.join('')
        const cut = at % (text.length + 1)
        const { hold, labels } = settled(detector, text, [0, cut], options)
        const startOf = (label: string): number => Number.parseInt(label.split(' ')[1] ?? '', 10)
        expect(labels.filter((label) => startOf(label) < hold)).toEqual(
          whole(detector, text, [0, hold], options),
        )
      }),
      { numRuns: 1000 * times },
    )
  })
})
