import { expect, test } from 'vitest'

import { kind, kindOf } from './letter-kinds.ts'

const unspaced = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}]/u

function kindByPattern(character: string): number {
  if (/\p{L}/u.test(character)) return unspaced.test(character) ? kind.unspaced : kind.letter
  if (/\p{N}/u.test(character)) return kind.digit
  return /\s/.test(character) ? kind.space : kind.sign
}

test('no unit is taken for what it is not', () => {
  const wrong = Array.from({ length: 0x1_0000 }, (_, unit) => unit).filter((unit) => {
    const told = kindOf(unit)
    const meant = kindByPattern(String.fromCharCode(unit))
    return told === kind.rare ? meant === kind.space : told !== meant
  })
  expect(wrong).toEqual([])
})

test.each(['a', 'é', 'ß', 'λ', 'ж', '7', '²', '漢', 'か', 'カ', '한', ' ', '\n', '.', '’', '。'])(
  '%j needs no closer look',
  (character) => {
    expect(kindOf(character.charCodeAt(0))).toBe(kindByPattern(character))
  },
)
