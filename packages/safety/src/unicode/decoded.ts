import {
  base64,
  entities,
  hex,
  percent,
  selectors,
  tags,
  type Decoded,
  type Decoder,
} from './decoders.ts'
import { joinedWords, splitWords } from './joined-words.ts'
import { leet } from './leet.ts'
import { morse, numberCodes } from './number-codes.ts'
import { overridden, reversed, rot13 } from './obfuscations.ts'
import { spaced } from './spaced-letters.ts'
import { strangeLetters } from './strange-letters.ts'
import type { DecodedView, View } from './views.ts'

const MAX_VIEWS = 32
const MIN_LENGTH = 8
const MIN_PRINTABLE = 0.9

const onOriginal: readonly Decoder[] = [tags, selectors, overridden, strangeLetters]
const onPlain: readonly Decoder[] = [
  base64,
  hex,
  percent,
  entities,
  numberCodes,
  rot13,
  reversed,
  spaced,
  morse,
  leet,
  joinedWords,
  splitWords,
]

/** All readable payloads of a text and, one level down, of those payloads. */
export function decodedViews(original: string, plain: View): DecodedView[] {
  const views: DecodedView[] = []
  let budget = 2 * original.length
  function accept(found: Decoded, start: number, end: number, depth: 1 | 2): void {
    if (found.text.length > budget || !isReadable(found.text)) return
    budget -= found.text.length
    views.push({
      text: found.text,
      identity: false,
      codec: found.codec,
      depth,
      start: () => start,
      end: () => end,
    })
  }
  for (const decoder of onOriginal) {
    for (const found of decoder(original)) {
      accept(found, found.start, found.end, 1)
      if (views.length >= MAX_VIEWS) return views
    }
  }
  for (const decoder of onPlain) {
    for (const found of decoder(plain.text)) {
      accept(found, plain.start(found.start), plain.end(found.end), 1)
      if (views.length >= MAX_VIEWS) return views
    }
  }
  const outermost = views.slice()
  for (const outer of outermost) {
    for (const decoder of onPlain) {
      for (const found of decoder(outer.text)) {
        accept(found, outer.start(0), outer.end(0), 2)
        if (views.length >= MAX_VIEWS) return views
      }
    }
  }
  return views
}

function isReadable(text: string): boolean {
  if (text.length < MIN_LENGTH) return false
  let readable = 0
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    const control =
      unit < 0x20 ? unit !== 9 && unit !== 10 && unit !== 13 : unit >= 0x7f && unit < 0xa0
    if (!control && unit !== 0xfffd) readable++
  }
  return readable >= MIN_PRINTABLE * text.length
}
