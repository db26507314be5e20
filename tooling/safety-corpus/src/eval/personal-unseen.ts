import { readPhrases } from '../phrases.ts'
import { createRandom, type Random } from '../random.ts'
import type { PersonalText, Span } from './personal-texts.ts'
import { slots } from './personal-values.ts'
import { wholeAddresses } from './whole-addresses.ts'

/**
 * The misses of the open half were read while recognizers were widened, those of the closed half
 * never; later ones were written after that, and measured.
 */
export type UnseenPart = 'open' | 'closed' | 'later'

/** The texts of a part, whose values stand where they are; only numbers with checks are made. */
export function unseenTexts(part: UnseenPart): readonly PersonalText[] {
  const random = createRandom(17)
  return (readPhrases('pii/unseen.txt').get(part) ?? []).map((line) => unseenText(random, line))
}

/** `[[TYPE value]]` is a value, `{slot}` a number that is made. */
function unseenText(random: Random, line: string): PersonalText {
  const spans: Span[] = []
  let text = ''
  for (const piece of line.replaceAll(String.raw`\n`, '\n').split(/(\[\[.*?\]\]|\{[a-z]+\})/)) {
    const [type, value] = valueOf(random, piece)
    if (type !== undefined)
      spans.push({ type, start: text.length, end: text.length + value.length })
    text += value
  }
  return { text, spans: wholeAddresses(text, spans) }
}

function valueOf(random: Random, piece: string): readonly [type: string | undefined, string] {
  const written = /^\[\[([A-Z_]+) (.*)\]\]$/.exec(piece)
  if (written !== null) return [written[1], written[2] ?? '']
  const slot = slots.get(piece.slice(1, -1))
  if (slot === undefined || !piece.startsWith('{')) return [undefined, piece]
  return [slot[0], slot[1](random, 'en_US', 'en')]
}
