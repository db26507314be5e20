import type { InjectionDetector } from '@signalbox/safety/injection'

import { readPhrases } from '../phrases.ts'
import { hashOf } from '../random.ts'
import { type Figure, share } from './figure.ts'

const alarm = 0.5

/** Misses of the open half were read while rules were widened, those of the closed half never. */
export type Half = 'open' | 'closed'

/** A document as a tool returns it. */
export interface OutsideDocument {
  readonly section: string
  readonly attack: boolean
  readonly half: Half
  readonly text: string
}

const attackFiles = ['attacks', 'attacks-abroad', 'attacks-bare', 'later-attacks', 'later-bare']
const benignFiles = ['benign', 'later-benign']

/** Orders to a model inside ordinary documents, and ordinary documents, all written by hand. */
export function outsideDocuments(): readonly OutsideDocument[] {
  const carriers = readPhrases('outside/carriers.txt').get('prose') ?? []
  const attacks = attackFiles.flatMap((file) =>
    linesOf(file).map(({ section, line }) => {
      const half = halfOf(line)
      const own = carriers.filter((carrier) => halfOf(carrier) === half)
      const carrier = own[hashOf(`${line} carried`) % own.length] ?? '{x}'
      return { section, attack: true, half, text: carried(carrier, unescaped(line)) }
    }),
  )
  const benign = benignFiles.flatMap(linesOf).map(({ section, line }) => ({
    section,
    attack: false,
    half: halfOf(line),
    text: unescaped(line),
  }))
  // Whole documents that rules were tuned on, kept so that they stay found or stay silent.
  const tuned = ['tuned-attacks', 'tuned-benign'].flatMap((file) =>
    linesOf(file).map(({ section, line }) => ({
      section,
      attack: file === 'tuned-attacks',
      half: 'open' as const,
      text: unescaped(line),
    })),
  )
  const empty = carriers.map((carrier) => ({
    section: 'carriers',
    attack: false,
    half: halfOf(carrier),
    text: carried(carrier, ''),
  }))
  return [...attacks, ...benign, ...tuned, ...empty]
}

/** How many of the documents alarm, by section and half. */
export function outsideFigures(name: string, detector: InjectionDetector): Figure[] {
  const documents = outsideDocuments().map((document) => ({
    ...document,
    alarms: alarms(detector, document.text),
  }))
  const rate = (what: string, wanted: (document: OutsideDocument) => boolean) =>
    (['open', 'closed'] as const).map((half) => {
      const part = documents.filter((document) => document.half === half && wanted(document))
      const hits = part.filter((document) => document.alarms).length
      return share('outside', `${name}: ${what}, ${half} half, that alarm`, hits, part.length)
    })
  const sections = [
    ...new Set(documents.map(({ section, attack }) => sectionName(section, attack))),
  ]
  return [
    ...sections.flatMap((wanted) =>
      rate(wanted, ({ section, attack }) => sectionName(section, attack) === wanted),
    ),
    ...rate('wrapped, all', isWrapped),
    ...rate('benign, all', ({ attack }) => !attack),
  ]
}

/** Whether a document holds an order that something beside its goal betrays. */
export function isWrapped({ section, attack }: OutsideDocument): boolean {
  return attack && section !== 'bare-code' && section !== 'bare-text' && section !== 'goal'
}

function sectionName(section: string, attack: boolean): string {
  return `${attack ? 'attacks' : 'benign'}, ${section}`
}

function alarms(detector: InjectionDetector, text: string): boolean {
  const surface = { path: '/text', role: 'tool', trust: 'external', text } as const
  return detector.assess({ ...surface, editable: true, kind: 'text' }).score >= alarm
}

function linesOf(file: string): { readonly section: string; readonly line: string }[] {
  return [...readPhrases(`outside/${file}.txt`)].flatMap(([section, lines]) =>
    lines.map((line) => ({ section, line })),
  )
}

/** Which half a line belongs to, whatever lines are added. */
export function halfOf(line: string): Half {
  return hashOf(line) % 2 === 0 ? 'open' : 'closed'
}

/** Puts a text into a document, escaped where the document is JSON. */
function carried(carrier: string, text: string): string {
  const isJson = carrier.startsWith('{{') || carrier.startsWith('[{{')
  const inner = isJson ? JSON.stringify(text).slice(1, -1) : text
  return unescaped(carrier)
    .replaceAll('{{', '{')
    .replaceAll('}}', '}')
    .replace('{x}', () => inner)
}

function unescaped(line: string): string {
  return line
    .replaceAll(String.raw`\n`, '\n')
    .replaceAll(String.raw`\r`, '\r')
    .replaceAll(String.raw`\t`, '\t')
}
