import { careless } from './careless.ts'
import { familyBenign, ordinaryText } from './family-benign.ts'
import { fill } from './fill.ts'
import { lineFiles, ofLine, textsOf } from './line-files.ts'
import { type Phrases, readPhrases } from './phrases.ts'
import type { Random } from './random.ts'
import type { Sample } from './sample.ts'
import { familySplitOf } from './split-of.ts'

/** How many texts one line of a family file gives. */
const counts = { english: 48, german: 24, world: 12 }

/**
 * Texts of families: every line of these files stands for thousands of wordings, and belongs to
 * one split with all of them. `size` is the share of the texts to make.
 */
export function familySamples(random: Random, size: number): Sample[] {
  const goals = readPhrases('attacks/en.txt').get('goal') ?? []
  const words = new Map([...readPhrases('attacks/words.txt'), ['goal', goals]])
  return [
    ...attacks(
      'families',
      () => 'en',
      words,
      () => counts.english * size,
      random,
    ),
    ...attacks(
      'families-de',
      () => 'de',
      words,
      () => counts.german * size,
      random,
    ),
    ...attacks(
      'families-world',
      (section) => section,
      words,
      () => counts.world * size,
      random,
    ),
    ...lineFiles('attacks').flatMap(({ name, languageOf }) =>
      attacks(name, languageOf, new Map(), (line) => textsOf(line) * size, random).map(ofLine),
    ),
    ...familyBenign(random, size),
  ]
}

function attacks(
  file: string,
  languageOf: (section: string) => string,
  words: Phrases,
  countOf: (line: string) => number,
  random: Random,
): Sample[] {
  return [...readPhrases(`attacks/${file}.txt`)].flatMap(([section, lines]) =>
    lines.flatMap((line) =>
      Array.from({ length: countOf(line) }, () => {
        const payload = careless(fill(line, words, random), random)
        const language = languageOf(section)
        const trust = language === 'en' && random.next() < 0.15 ? 'external' : 'user'
        const text = language === 'en' ? among(payload, trust, random) : payload
        // `persona-long` is a family of the kind `persona`.
        const kind = section.split('-')[0] ?? section
        const split = familySplitOf(line)
        return { text, attack: true, trust, kind, language, split, weight: 1, payload } as const
      }),
    ),
  )
}

function among(payload: string, trust: Sample['trust'], random: Random): string {
  return trust === 'external' ? amongData(payload, random) : amongTalk(payload, random)
}

/** Three attacks in ten follow or precede a harmless sentence of the same writer. */
function amongTalk(payload: string, random: Random): string {
  const place = random.next()
  if (place < 0.7) return payload
  const other = ordinaryText('user', random)
  if (place < 0.85) return `${other} ${payload}`
  return place < 0.93 ? `${other}\n\n${payload}` : `${payload} ${other}`
}

function amongData(payload: string, random: Random): string {
  const place = random.next()
  if (place < 0.15) return payload
  const piece = () => ordinaryText('external', random)
  if (place < 0.35) return `${payload}\n${piece()}`
  if (place < 0.6) return `${piece()}\n${payload}`
  if (place < 0.75) return `${piece()} ${payload}`
  return `${piece()}\n${payload}\n${piece()} ${piece()}`
}
