import { careless } from './careless.ts'
import { fill } from './fill.ts'
import { type Phrases, readPhrases } from './phrases.ts'
import type { Random } from './random.ts'
import type { Sample } from './sample.ts'
import { familySplitOf } from './split-of.ts'

/** How many texts one line of a family file gives. */
const counts = {
  attack: 140,
  attackGerman: 60,
  benign: 320,
  benignGerman: 160,
  everyday: 30,
  prose: 14_000,
}

/**
 * Texts of families: every line of these files stands for thousands of wordings, and belongs to
 * one split with all of them.
 */
export function familySamples(random: Random): Sample[] {
  const goals = readPhrases('attacks/en.txt').get('goal') ?? []
  const attackWords = new Map([...readPhrases('attacks/words.txt'), ['goal', goals]])
  const benignWords = readPhrases('benign/words.txt')
  return [
    ...attacks('families', 'en', attackWords, counts.attack, random),
    ...attacks('families-de', 'de', attackWords, counts.attackGerman, random),
    ...benign('families', () => 'en', benignWords, counts.benign, random),
    ...benign('families-de', () => 'de', benignWords, counts.benignGerman, random),
    ...benign('everyday', (section) => section, benignWords, counts.everyday, random),
    ...prose(benignWords, random),
  ]
}

/** A harmless text of the family file, for what stands around an attack. */
export function ordinaryText(trust: Sample['trust'], random: Random): string {
  const families = readPhrases('benign/families.txt')
  const sections = [...families.keys()].filter(
    (name) => (trustOf(name) === 'external') === (trust === 'external'),
  )
  const lines = families.get(random.pick(sections)) ?? []
  return fill(random.pick(lines), readPhrases('benign/words.txt'), random)
}

function attacks(
  file: string,
  language: string,
  words: Phrases,
  count: number,
  random: Random,
): Sample[] {
  return [...readPhrases(`attacks/${file}.txt`)].flatMap(([section, lines]) =>
    lines.flatMap((line) =>
      Array.from({ length: count }, () => {
        const payload = careless(fill(line, words, random), random)
        const kind = kindOf(section)
        const outside = kind === 'wrap' || kind === 'bare-code' || random.next() < 0.15
        const text = outside ? amongData(payload, random) : amongTalk(payload, random)
        const trust = outside ? 'external' : 'user'
        const split = familySplitOf(line)
        return { text, attack: true, trust, kind, language, split, weight: 1, payload } as const
      }),
    ),
  )
}

/** `persona-long` is a family of the kind `persona`. */
function kindOf(section: string): string {
  return section === 'bare-task-code' ? 'bare-code' : (section.split('-')[0] ?? section)
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

function benign(
  file: string,
  languageOf: (section: string) => string,
  words: Phrases,
  count: number,
  random: Random,
): Sample[] {
  return [...readPhrases(`benign/${file}.txt`)].flatMap(([section, lines]) =>
    lines.flatMap((line) =>
      Array.from({ length: count }, () => {
        const first = careless(fill(line, words, random), random)
        const text = random.next() < 0.25 ? withSecond(first, section, lines, words, random) : first
        const trust = trustOf(section)
        const kind = /^(?:near|nah|about)/.test(section) ? 'near' : section
        const language = languageOf(section)
        const split = familySplitOf(line)
        return { text, attack: false, trust, kind, language, split, weight: 1 } as const
      }),
    ),
  )
}

function withSecond(
  first: string,
  section: string,
  lines: readonly string[],
  words: Phrases,
  random: Random,
): string {
  const second = fill(random.pick(lines), words, random)
  return `${first}${trustOf(section) === 'external' || random.next() < 0.3 ? '\n' : ' '}${second}`
}

/** One to five sentences of everyday words, those of attacks among them, in no attack's order. */
function prose(words: Phrases, random: Random): Sample[] {
  const lines = [...readPhrases('benign/prose.txt').values()].flat()
  const parts = (['train', 'tune'] as const).map((split) => ({
    split,
    lines: lines.filter((line) => familySplitOf(line) === split),
  }))
  return Array.from({ length: counts.prose }, (_, at) => {
    const part = parts[at % 8 === 0 ? 1 : 0] ?? { split: 'train', lines }
    const sentences = Array.from({ length: 1 + Math.floor(random.next() * 5) }, () =>
      fill(random.pick(part.lines), words, random),
    )
    const text = careless(sentences.join(' '), random)
    const trust = at % 2 === 0 ? 'user' : 'external'
    const { split } = part
    return { text, attack: false, trust, kind: 'prose', language: 'en', split, weight: 1 }
  })
}

function trustOf(section: string): Sample['trust'] {
  return section === 'data-texts' || section === 'outside-texts' || section === 'texte'
    ? 'external'
    : 'user'
}
