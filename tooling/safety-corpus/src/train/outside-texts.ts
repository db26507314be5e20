import { readdirSync } from 'node:fs'

import { halfOf } from '../eval/outside-figures.ts'
import { familyBenign } from '../family-benign.ts'
import { fill } from '../fill.ts'
import { benignDocument } from '../generate-benign.ts'
import { lineFiles, textsOf } from '../line-files.ts'
import { corpusRoot, readPhrases } from '../phrases.ts'
import { createRandom, hashOf, type Random } from '../random.ts'

/** A document that the model of data from outside learns from. */
export interface OutsideText {
  readonly text: string
  readonly attack: boolean
  readonly weight: number
  /** Texts of one line are in one fold. */
  readonly fold: number
  /** Whether the alarm is set by it: it was written on its own and looks like an attack or not. */
  readonly single: boolean
  /** The order in an attack; absent where the whole text is one line. */
  readonly payload?: string
}

export const folds = 5
const ordinaryDocuments = 1500
/** Which part of the harmless families' texts. */
const familySize = 0.6
const mostOfLine = 2
const lineWeight = 3
const familyWeight = 1
const noChoices = new Map<string, readonly string[]>()

/** Every self-authored document but those of closed halves and later files, the same for a seed. */
export function outsideTexts(seed: number): readonly OutsideText[] {
  const random = createRandom(seed)
  const carry = createCarrier(random)
  const texts = new Map<string, OutsideText>()
  const add = (line: string, text: string, attack: boolean, weight: number, payload?: string) => {
    if (texts.has(text)) return
    const fold = hashOf(line) % folds
    const single = weight === lineWeight
    const base = { text, attack, weight, fold, single }
    texts.set(text, payload === undefined ? base : { ...base, payload })
  }
  const harmless = (line: string, weight: number) =>
    add(line, fill(line, noChoices, random), false, weight)
  const attack = (line: string, weight: number) => {
    const payload = fill(line, noChoices, random)
    add(line, carry(payload), true, weight, payload)
  }
  for (const line of openLines(attackSources)) attack(line, lineWeight)
  for (const line of openLines(harmlessSources)) harmless(line, lineWeight)
  for (const line of linesOf('outside/whole-attacks.txt')) add(line, plain(line), true, lineWeight)
  for (const line of linesOf('outside/whole-benign.txt')) add(line, plain(line), false, lineWeight)
  for (const name of outsideLineFiles()) {
    const isAttack = !name.includes('harmless')
    for (const line of linesOf(`outside/${name}`))
      for (let at = 0; at < Math.min(mostOfLine, textsOf(line)); at++)
        if (isAttack) attack(line, lineWeight)
        else harmless(line, lineWeight)
  }
  for (const line of longLines()) harmless(line, familyWeight)
  for (const name of ['project-prose', 'project-notes', 'project-code'])
    for (const line of linesOf(`benign/${name}.txt`)) add(line, line, false, familyWeight)
  for (const { text, trust } of familyBenign(random, familySize))
    if (trust === 'external') add(text, text, false, familyWeight)
  for (let at = 0; at < ordinaryDocuments; at++) {
    const text = benignDocument(random)
    add(text.slice(0, 12), text, false, 0.5)
  }
  return [...texts.values()]
}

type Source = readonly [file: string, sections?: readonly string[]]

/** Files with halves; only the open ones are learned from. */
const attackSources: readonly Source[] = [
  ...['attacks', 'attacks-abroad', 'attacks-bare', 'later-attacks', 'later-bare'].map(
    (name): Source => [`outside/${name}.txt`],
  ),
  ['unseen/indirect.txt'],
  ['held-out/attacks.txt', ['wrapped', 'bare-code', 'bare-text']],
  ['fresh/attacks.txt', ['wrapped', 'bare-code']],
]
const harmlessSources: readonly Source[] = [
  ['outside/benign.txt'],
  ['outside/later-benign.txt'],
  ['held-out/benign.txt', ['documents', 'tool-outputs']],
  ['unseen/benign.txt', ['tool-output', 'prompt-docs', 'security', 'support', 'fiction']],
  ['unseen/wild-benign.txt', ['mails']],
  ['fresh/benign.txt', ['tool-output', 'security', 'business', 'code']],
]

function openLines(sources: readonly Source[]): string[] {
  return sources.flatMap(([file, sections]) =>
    linesOf(file, sections).filter((line) => halfOf(line) === 'open'),
  )
}

function linesOf(file: string, sections?: readonly string[]): string[] {
  return [...readPhrases(file)].flatMap(([section, lines]) =>
    sections === undefined || sections.includes(section) ? lines : [],
  )
}

function outsideLineFiles(): string[] {
  return readdirSync(new URL('outside/', corpusRoot))
    .filter((name) => name.startsWith('lines-'))
    .toSorted()
}

function longLines(): string[] {
  return lineFiles('benign')
    .filter(({ name }) => name.endsWith('-long') || name.endsWith('-support'))
    .flatMap(({ name }) => [...readPhrases(`benign/${name}.txt`)])
    .flatMap(([section, lines]) => (section === 'long-with-question' ? [] : lines))
}

/** Puts an order into an ordinary document: alone, inside a long text, between others, in a field. */
function createCarrier(random: Random): (order: string) => string {
  const carriers = readPhrases('outside/carriers.txt').get('prose') ?? []
  const long = longLines()
  return (order) => {
    const place = random.next()
    if (place < 0.15) return order
    if (place < 0.4) {
      const parts = fill(random.pick(long), noChoices, random).split(/(?<=[.!?])\s+|\n+/)
      const at = Math.floor(random.next() * (parts.length + 1))
      return parts.toSpliced(at, 0, order).join(' ')
    }
    if (place < 0.6) return `${benignDocument(random)}\n${order}\n${benignDocument(random)}`
    const carrier = random.pick(carriers)
    const isJson = carrier.startsWith('{{') || carrier.startsWith('[{{')
    const inner = isJson ? JSON.stringify(order).slice(1, -1) : order
    return fill(carrier, noChoices, random).replace('{x}', () => inner)
  }
}

function plain(line: string): string {
  return line.replaceAll(String.raw`\n`, '\n').replaceAll(String.raw`\t`, '\t')
}
