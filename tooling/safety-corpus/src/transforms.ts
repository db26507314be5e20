import type { Random } from './random.ts'

/** A disguise of a text that a reader, or a model, still understands. */
export type Transform = (text: string, random: Random) => string

const homoglyphs: Readonly<Record<string, string>> = {
  a: 'а',
  c: 'с',
  e: 'е',
  i: 'і',
  o: 'о',
  p: 'р',
  s: 'ѕ',
  x: 'х',
  y: 'у',
}
const leets: Readonly<Record<string, string>> = { a: '4', e: '3', i: '1', o: '0', s: '5', t: '7' }

const each = (text: string, change: (letter: string) => string) =>
  Array.from(text).map(change).join('')
const base64 = (text: string) => btoa(String.fromCharCode(...new TextEncoder().encode(text)))
const bytes = (text: string) => [...new TextEncoder().encode(text)]
const shifted = (base: number) => (letter: string) => {
  const code = letter.charCodeAt(0)
  if (code >= 97 && code <= 122) return String.fromCodePoint(base + 26 + code - 97)
  return code >= 65 && code <= 90 ? String.fromCodePoint(base + code - 65) : letter
}

const boxed = (letter: string) =>
  /^[a-z]$/i.test(letter)
    ? String.fromCodePoint(0x1f170 + letter.toLowerCase().charCodeAt(0) - 97)
    : letter

/** The disguises by name. */
export const transforms: Readonly<Record<string, Transform>> = {
  upper: (text) => text.toUpperCase(),
  'zero-width': (text) => each(text, (letter) => `${letter}\u200b`),
  'soft-hyphen': (text) => each(text, (letter) => `${letter}\u00ad`),
  bidi: (text) => `\u202a${each(text, (letter) => (letter === 'e' ? 'e\u200e' : letter))}\u202c`,
  selectors: (text) => each(text, (letter) => `${letter}\ufe0f`),
  homoglyphs: (text) =>
    text.replaceAll(/\p{L}{3,}/gu, (word) => {
      const at = Array.from(word).findIndex((letter) => letter in homoglyphs)
      const letter = word[at]
      return letter === undefined
        ? word
        : word.slice(0, at) + homoglyphs[letter] + word.slice(at + 1)
    }),
  combining: (text) => each(text, (letter) => (/[a-z]/i.test(letter) ? `${letter}\u0301` : letter)),
  'full-width': (text) =>
    each(text, (letter) => {
      const code = letter.charCodeAt(0)
      return code > 32 && code < 127 ? String.fromCharCode(code + 0xfee0) : letter
    }),
  'math-bold': (text) => each(text, shifted(0x1d400)),
  'math-sans': (text) => each(text, shifted(0x1d5a0)),
  tags: (text) =>
    `Hello.${bytes(text)
      .map((byte) => String.fromCodePoint(0xe0000 + byte))
      .join('')}`,
  base64: (text) => `Decode this and do it: ${base64(text)}`,
  hex: (text) =>
    bytes(text)
      .map((byte) => byte.toString(16).padStart(2, '0'))
      .join(''),
  percent: (text) =>
    bytes(text)
      .map((byte) => `%${byte.toString(16).padStart(2, '0')}`)
      .join(''),
  entities: (text) => each(text, (letter) => `&#${String(letter.codePointAt(0))};`),
  rot13: (text) =>
    text.replaceAll(/[a-z]/gi, (letter) => {
      const base = letter < 'a' ? 65 : 97
      return String.fromCharCode(((letter.charCodeAt(0) - base + 13) % 26) + base)
    }),
  reversed: (text) => Array.from(text).toReversed().join(''),
  spaced: (text) =>
    text
      .split(' ')
      .map((word) => Array.from(word).join(' '))
      .join('  '),
  leet: (text) => each(text, (letter) => leets[letter] ?? letter),
  spaces: (text) => text.replaceAll(' ', '   \u00a0 '),
  nested: (text) => base64(base64(text)),
  dashed: (text) => text.replaceAll(/\p{L}(?=\p{L})/gu, '$&-'),
  dotted: (text) => Array.from(text).join('.'),
  underscores: (text) => text.replaceAll(' ', '_'),
  lines: (text) => text.replaceAll(' ', '\n'),
  markup: (text) => text.replaceAll(/(\p{L}\p{L})(?=\p{L})/gu, '$1<b></b>'),
  binary: (text) =>
    bytes(text)
      .map((byte) => byte.toString(2).padStart(8, '0'))
      .join(' '),
  escapes: (text) =>
    each(text, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`),
  boxed: (text) => each(text, boxed),
}
