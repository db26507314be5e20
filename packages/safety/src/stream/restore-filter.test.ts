import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { chunkingsOf, times, type Chunking } from '../../test-support/chunkings.ts'
import { RestoreFilter } from './restore-filter.ts'

const values: Readonly<Record<string, string>> = {
  '<EMAIL_1_cli0>': 'jane@x.example',
  '<PERSON_1_cli0>': 'Ann "A" \\ Ōno\n',
  '<ID_12_cli0>': '<EMAIL_1_cli0>',
}

const words = fc.constantFrom(
  ...Object.keys(values),
  '<email_1_CLI0>',
  '<EMAIL\\_1\\_cli0>',
  '&lt;EMAIL_1_cli0&gt;',
  '<EMAIL_1_cl',
  '<ID_1_cli0>',
  'https://e.example/?q=',
  'www.e.example/',
  'mailto:',
  '![x](',
  ')',
  '<img src="',
  '">',
  '.evil.example',
  ' ',
  ', ',
  '\n',
  '"',
  '\\',
  '&',
  '😀',
)
const texts = fc.array(words, { minLength: 2, maxLength: 5 }).map((list) => list.join(''))

function restored(pieces: Chunking, json: boolean): string {
  const lookup = (token: string) => {
    const value = values[token]
    return value === undefined ? undefined : { token, value, restore: {} }
  }
  const filter = new RestoreFilter(lookup, { json })
  return pieces.map((piece) => filter.push(piece)).join('') + filter.end()
}

interface Said {
  readonly say: string
  readonly [name: string]: string | number
}

/** Addresses with the value of a token in them. */
const betrayed = /(?<![\w.])(?:https?:\/\/|www\.|mailto:|\]\()[^\s"'<>)\]]*(?:jane@|Ann )/

describe('in 20,000 chunkings', () => {
  test.each([false, true])('values come back as in the whole text, in JSON: %j', (json) => {
    let played = 0
    fc.assert(
      fc.property(texts, (given) => {
        if (played >= 10_000 * times) return
        const text = json ? JSON.stringify({ say: given, [given]: 1 }) : given
        const whole = restored([text], json)
        const chunkings = [...chunkingsOf(text)]
        played += chunkings.length
        expect(chunkings.find((pieces) => restored(pieces, json) !== whole)).toBeUndefined()
        const { say, ...names } = json ? (JSON.parse(whole) as Said) : { say: whole, [given]: 1 }
        expect(say).not.toMatch(betrayed)
        expect(names).toEqual({ [given]: 1 })
      }),
      { numRuns: 600 * times },
    )
    expect(played).toBeGreaterThanOrEqual(10_000 * times)
  })
})
