import { expect, test } from 'vitest'

import { isInvisible } from './invisible.ts'
import { plainView } from './plain.ts'

test('every unit alone becomes its compatible form, but for invisible ones and those that grow too much', () => {
  const units = Array.from({ length: 0x10000 }, (_, unit) => unit).filter(
    (unit) => unit < 0xd800 || unit > 0xdfff,
  )
  const wrong = units.filter((unit) => {
    const letter = String.fromCharCode(unit)
    const normal = letter.normalize('NFKC')
    const expected = isInvisible(unit) ? '' : normal.length > 4 ? letter : normal
    return plainView(letter, false).text !== expected
  })
  expect(wrong).toEqual([])
})
