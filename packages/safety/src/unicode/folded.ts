import { confusables } from './confusables.ts'
import { isMark } from './plain.ts'
import { composeViews, createViewBuilder } from './view-builder.ts'
import type { View } from './views.ts'

const WORD = /[\p{L}\p{M}\p{N}]+/gu
const LATIN = /[a-z]/
const FOREIGN =
  /[\u0370-\u03ff\u0400-\u052f\u0530-\u058f\u0250-\u02af\u1d00-\u1d7f\ua730-\ua731\uab70-\uabbf\u0131]/
const SPACES = /[\s\u2800]{2,}|[^\S\n ]|\u2800/g

/** Latin letters with a stroke, which no decomposition takes apart. */
const STROKES: ReadonlyMap<string, string> = new Map([
  ['đ', 'd'],
  ['ł', 'l'],
  ['ø', 'o'],
  ['ħ', 'h'],
  ['ŧ', 't'],
])

/** V2 made from V1; see `Views.folded` for what is folded. */
export function foldedView(plain: View): View {
  const spaced = collapseSpaces(plain)
  const lower = lowerView(spaced)
  const mixed = foldConfusables(lower.text)
  return mixed === lower.text ? lower : { ...lower, text: mixed, identity: false }
}

function collapseSpaces(view: View): View {
  const { text } = view
  const builder = createViewBuilder()
  let copied = 0
  for (const match of text.matchAll(SPACES)) {
    const run = match[0]
    const space = run.includes('\n') ? '\n' : ' '
    builder.linear(text.slice(copied, match.index), copied)
    copied = match.index + run.length
    builder.block(space, match.index, copied)
  }
  if (copied === 0) return view
  builder.linear(text.slice(copied), copied)
  return composeViews(builder.finish(text), view)
}

function lowerView(view: View): View {
  const { text } = view
  const builder = createViewBuilder()
  let copied = 0
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    if (unit < 0x80 || keepsItsShape(unit)) continue
    builder.linear(text.slice(copied, index).toLowerCase(), copied)
    copied = index + 1
    if (!isMark(unit)) builder.block(baseLetter(text.slice(index, copied), unit), index, copied)
  }
  builder.linear(text.slice(copied).toLowerCase(), copied)
  return composeViews(builder.finish(text), view)
}

/** Scripts where lower case is one unit and every letter is kept: Cyrillic, Semitic, Indic, East Asian. */
function keepsItsShape(unit: number): boolean {
  if (unit < 0x400) return unit >= 0x3b1 && unit <= 0x3c9
  return (unit < 0x1e00 && !isMark(unit)) || (unit >= 0x2000 && unit < 0xfe00)
}

/** Lower case without marks for Latin and Greek; й, ё and Indic or Thai vowels are letters of their own. */
function baseLetter(letter: string, unit: number): string {
  const lower = letter.toLowerCase()
  if (unit < 0x250 || (unit >= 0x370 && unit < 0x400) || (unit >= 0x1e00 && unit < 0x2000)) {
    const base = withoutMarks(lower.normalize('NFD'))
    return STROKES.get(base) ?? base
  }
  return lower
}

function withoutMarks(text: string): string {
  let bare = ''
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (unit < 0x300 || unit > 0x36f) bare += text.charAt(at)
  }
  return bare
}

/** Small capitals and other letters of phonetics, which no language writes whole words in. */
const PHONETIC = /[\u1d00-\u1d2b\u0262\u026a\u0274\u0280\u028f\u0299\u029c\u029f\ua730\ua731]{2}/

function foldConfusables(text: string): string {
  if (!FOREIGN.test(text) || !(PHONETIC.test(text) || couldMix(text))) return text
  let mixed = 0
  let foreign = 0
  const folded = text.replaceAll(WORD, (word) => {
    if (!FOREIGN.test(word)) return word
    if (!LATIN.test(word) && !PHONETIC.test(word)) {
      foreign++
      return word
    }
    mixed++
    return latinWord(word)
  })
  // Where most words mix scripts, words of look-alikes alone are in the same disguise.
  return mixed > foreign && foreign > 0 ? folded.replaceAll(WORD, lookAlikeWord) : folded
}

/** Whether some word could have letters of both kinds; signs that are not ASCII are taken for letters. */
function couldMix(text: string): boolean {
  let latin = false
  let foreign = false
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (unit >= 0x80) foreign = true
    else if (unit >= 0x61 && unit <= 0x7a) latin = true
    else if (unit < 0x30 || (unit > 0x39 && unit < 0x41) || unit > 0x5a) {
      latin = false
      foreign = false
    }
    if (latin && foreign) return true
  }
  return false
}

function latinWord(word: string): string {
  let folded = ''
  for (const letter of word) folded += confusables.get(letter) ?? letter
  return folded.length === word.length ? folded : word
}

function lookAlikeWord(word: string): string {
  if (!FOREIGN.test(word)) return word
  for (const letter of word) if (!confusables.has(letter)) return word
  return latinWord(word)
}
