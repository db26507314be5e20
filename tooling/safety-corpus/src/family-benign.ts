import { careless } from './careless.ts'
import { fill } from './fill.ts'
import { lineFiles, ofLine, textsOf } from './line-files.ts'
import { type Phrases, readPhrases } from './phrases.ts'
import type { Random } from './random.ts'
import type { Sample, Split } from './sample.ts'
import { familySplitOf } from './split-of.ts'

/** How many texts one line gives, and how many texts are prose. */
const counts = { english: 108, german: 54, everyday: 12, prose: 5000 }

const dataSections: ReadonlySet<string> = new Set(['data-texts', 'outside-texts', 'texte'])

/** Harmless texts: the neighbours of attacks, what users ask, data, and prose of everyday words. */
export function familyBenign(random: Random, size: number): Sample[] {
  const words = readPhrases('benign/words.txt')
  return [
    ...fromLines(
      'families',
      () => 'en',
      words,
      () => counts.english * size,
      random,
    ),
    ...fromLines(
      'families-de',
      () => 'de',
      words,
      () => counts.german * size,
      random,
    ),
    ...fromLines(
      'everyday',
      (section) => section,
      words,
      () => counts.everyday * size,
      random,
    ),
    ...lineFiles('benign').flatMap(({ name, languageOf }) =>
      fromLines(name, languageOf, new Map(), (line) => textsOf(line) * size, random).map(ofLine),
    ),
    ...prose(words, counts.prose * size, random),
  ]
}

/** What may stand around an attack. */
export function ordinaryText(trust: Sample['trust'], random: Random): string {
  const families = readPhrases('benign/families.txt')
  const sections = [...families.keys()].filter((name) => trustOf(name) === trust)
  const lines = families.get(random.pick(sections)) ?? []
  return fill(random.pick(lines), readPhrases('benign/words.txt'), random)
}

function fromLines(
  file: string,
  languageOf: (section: string) => string,
  words: Phrases,
  countOf: (line: string) => number,
  random: Random,
): Sample[] {
  return [...readPhrases(`benign/${file}.txt`)].flatMap(([section, lines]) =>
    lines.flatMap((line) => {
      const split = familySplitOf(line)
      const siblings = lines.filter((other) => familySplitOf(other) === split)
      const trust = trustOf(section)
      return Array.from({ length: countOf(line) }, () => {
        const first = careless(fill(line, words, random), random)
        const more =
          random.next() < 0.25
            ? `${gap(trust, random)}${fill(random.pick(siblings), words, random)}`
            : ''
        return benign(first + more, trust, section, languageOf(section), split)
      })
    }),
  )
}

/** One to five sentences of everyday words, those of attacks among them, in no attack's order. */
function prose(words: Phrases, count: number, random: Random): Sample[] {
  const lines = [...readPhrases('benign/prose.txt').values()].flat()
  const linesOf = (split: Split) => lines.filter((line) => familySplitOf(line) === split)
  const parts = { train: linesOf('train'), tune: linesOf('tune') }
  return Array.from({ length: count }, (_, at) => {
    const split = at % 8 === 0 ? 'tune' : 'train'
    const sentences = Array.from({ length: 1 + Math.floor(random.next() * 5) }, () =>
      fill(random.pick(parts[split]), words, random),
    )
    const text = careless(sentences.join(' '), random)
    return benign(text, at % 2 === 0 ? 'user' : 'external', 'prose', 'en', split)
  })
}

function benign(
  text: string,
  trust: Sample['trust'],
  kind: string,
  language: string,
  split: Split,
): Sample {
  return { text, attack: false, trust, kind, language, split, weight: 1 }
}

function gap(trust: Sample['trust'], random: Random): string {
  return trust === 'external' || random.next() < 0.3 ? '\n' : ' '
}

function trustOf(section: string): Sample['trust'] {
  return dataSections.has(section) ? 'external' : 'user'
}
