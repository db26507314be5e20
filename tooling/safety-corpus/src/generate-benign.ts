import { fill } from './fill.ts'
import { type Phrases, readPhrases } from './phrases.ts'
import type { Random } from './random.ts'
import type { Sample } from './sample.ts'
import { splitOf } from './split-of.ts'

const chatPerTemplate = 250
const documents = 9000

interface BenignPhrases {
  readonly documents: readonly string[]
  readonly slots: Phrases
}

const benignPhrases = (): BenignPhrases => ({
  documents: readPhrases('benign/documents.txt').get('') ?? [],
  slots: readPhrases('benign/slots.txt'),
})

/** One to four pieces of ordinary data. */
export function benignDocument(random: Random): string {
  const { documents: templates } = benignPhrases()
  const count = 1 + Math.floor(random.next() * 4)
  return Array.from({ length: count }, () => ordinary(random.pick(templates), random)).join('\n')
}

function ordinary(template: string, random: Random): string {
  const { slots } = benignPhrases()
  const number = String(2 + Math.floor(random.next() * 97))
  return fill(template, new Map([...slots, ['number', [number]]]), random)
}

/** Hard negatives, chat turns, documents and operator prompts. */
export function benignSamples(languages: readonly string[], random: Random): Sample[] {
  return [
    ...languages.flatMap(hardNegatives),
    ...chatTurns(random),
    ...projectTexts(),
    ...Array.from({ length: documents }, () => benignSample('document', benignDocument(random))),
    ...(readPhrases('benign/operator.txt').get('') ?? []).map((template) =>
      benignSample('operator', ordinary(template, random)),
    ),
  ]
}

function hardNegatives(language: string): Sample[] {
  const lines = readPhrases(`negatives/${language}.txt`).get('') ?? []
  return lines.map((text) => ({
    text,
    attack: false,
    trust: 'user',
    kind: 'hard-negative',
    language,
    split: splitOf(text),
    weight: 9,
  }))
}

/** Our own documentation and source, as prose and code somebody pastes or a tool returns. */
function projectTexts(): Sample[] {
  return ['project-prose', 'project-notes', 'project-code'].flatMap((kind) =>
    (readPhrases(`benign/${kind}.txt`).get('') ?? []).flatMap((text) => [
      { ...benignSample(kind, text), trust: 'external' },
      benignSample(kind, text),
    ]),
  )
}

function chatTurns(random: Random): Sample[] {
  const templates = readPhrases('benign/chat.txt').get('') ?? []
  return templates.flatMap((template) =>
    Array.from({ length: chatPerTemplate }, () => benignSample('chat', ordinary(template, random))),
  )
}

function benignSample(kind: string, text: string): Sample {
  const trust = kind === 'document' ? 'external' : 'user'
  return { text, attack: false, trust, kind, language: 'en', split: splitOf(text), weight: 1 }
}
