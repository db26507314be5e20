import { documentIds } from './document-rows.ts'
import { generalCues } from './id-cues.ts'
import { idBeginnings } from './id-layouts.ts'
import { europeanIds, otherIds, type IdEvidence, type IdRow } from './id-rows.ts'
import { createSumCheck } from './id-sums.ts'
import { nationalCheck } from './library-checks.ts'
import { ownValidators } from './own-validators.ts'
import { withoutTraces } from './without-traces.ts'

export interface IdSpec {
  readonly type: string
  /** What a finding of it names as its rule. */
  readonly rule: string
  readonly country: string
  readonly evidence: IdEvidence
  readonly cues: readonly string[]
  readonly isValid: (raw: string, compact: string) => boolean
}

/** Whether a word for a type is of its own tongue, or of another one, which tells less. */
export type CueKind = 'own' | 'foreign'

/** A phrase that introduces a type, or any type. */
export interface IdCue {
  readonly cue: string
  readonly kind: CueKind
  readonly spec: IdSpec | undefined
}

export interface IdIndex {
  /** All id types by the shape of their compact form; what only begins a shape has none. */
  readonly byShape: ReadonlyMap<number, readonly IdSpec[]>
  /** Those of them that need no word. */
  readonly silent: ReadonlyMap<number, readonly IdSpec[]>
  /** Phrases by their first word. */
  readonly byCueWord: ReadonlyMap<string, readonly IdCue[]>
  /** Types with cues in scripts that put no spaces between words. */
  readonly unspaced: readonly IdSpec[]
}

const rows: readonly IdRow[] = [...europeanIds, ...otherIds, ...documentIds]

export const idTypes: readonly string[] = [...new Set(rows.map(([type]) => type))]

/** What a word of another tongue is written behind. */
const FOREIGN = '~'

/** The longest compact form. */
export const MAX_COMPACT = 25

/** Length and the places of the letters as one number. */
export function shapeNumber(length: number, letters: number): number {
  return length * 0x4000000 + letters
}

function shapeOf(compact: string): number {
  let letters = 0
  for (let index = 0; index < compact.length; index++)
    if (compact.charCodeAt(index) > 0x39) letters |= 1 << index
  return shapeNumber(compact.length, letters)
}

export function createIdIndex(): IdIndex {
  const byShape = new Map<number, IdSpec[]>()
  const silent = new Map<number, IdSpec[]>()
  const byCueWord = new Map<string, IdCue[]>()
  const unspaced = new Set<IdSpec>()
  for (const row of rows) {
    const spec = specOf(row)
    for (const shape of row[3].split('|')) {
      const compact = expand(shape)
      addShape(byShape, compact, spec)
      if (spec.evidence !== 'cue') addShape(silent, compact, spec)
    }
    for (const written of spec.cues) {
      const kind = written.startsWith(FOREIGN) ? 'foreign' : 'own'
      const cue = kind === 'own' ? written : written.slice(FOREIGN.length)
      if (isUnspaced(cue)) unspaced.add(spec)
      else append(byCueWord, firstWord(cue), { cue, kind, spec })
    }
  }
  for (const cue of generalCues)
    append(byCueWord, firstWord(cue), { cue, kind: 'own', spec: undefined })
  return { byShape, silent, byCueWord, unspaced: [...unspaced] }
}

/** Also what it begins with, so that nobody reads on where no type goes on. */
function addShape(map: Map<number, IdSpec[]>, compact: string, spec: IdSpec): void {
  for (let length = 1; length < compact.length; length++) {
    const shape = shapeOf(compact.slice(0, length))
    if (!map.has(shape)) map.set(shape, [])
  }
  append(map, shapeOf(compact), spec)
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [value])
  else list.push(value)
}

function firstWord(cue: string): string {
  return /[\p{L}\p{M}\p{N}]+/u.exec(cue)?.[0] ?? ''
}

function isUnspaced(cue: string): boolean {
  return /^[\u0e00-\u0e7f\u2e80-\ud7a3]/.test(cue)
}

function specOf([type, country, name, , evidence, cues]: IdRow): IdSpec {
  const own = ownValidators.get(`${country}.${name}`)
  const check = nationalCheck(country, name)
  const canBeRight = createSumCheck(type)
  const beginning = idBeginnings.get(type)
  return {
    type,
    rule: `id-${type.toLowerCase().replaceAll('_', '-')}`,
    country,
    evidence,
    cues: cues.split('|'),
    isValid(raw, compact) {
      if (beginning?.test(compact) === false) return false
      if (own !== undefined) return own(compact)
      if (check === undefined || !canBeRight(compact)) return false
      return withoutTraces(() => check(raw) || (raw !== compact && check(compact)))
    },
  }
}

/** `L2D3` → `AA000`. */
function expand(shape: string): string {
  return shape.replaceAll(/([LD])(\d+)/g, (_, kind: string, count: string) =>
    (kind === 'L' ? 'A' : '0').repeat(Number(count)),
  )
}
