import { validators } from '../../vendor/national-numbers.js'
import { idBeginnings } from './id-layouts.ts'
import { europeanIds, otherIds, type IdEvidence, type IdRow } from './id-rows.ts'
import { ownValidators } from './own-validators.ts'

export interface IdSpec {
  readonly type: string
  readonly country: string
  readonly evidence: IdEvidence
  readonly cues: readonly string[]
  readonly isValid: (raw: string, compact: string) => boolean
}

export interface IdIndex {
  /** All id types by the shape of their compact form. */
  readonly byShape: ReadonlyMap<number, readonly IdSpec[]>
  /** The types that a word introduces, by the first part of the cue. */
  readonly byCueWord: ReadonlyMap<string, readonly IdSpec[]>
  /** Types with cues in scripts that put no spaces between words. */
  readonly unspaced: readonly IdSpec[]
}

export const idTypes: readonly string[] = [...europeanIds, ...otherIds].map(([type]) => type)

/** Length and the places of the letters as one number; 0 when it is too long for any id. */
export function shapeOf(compact: string): number {
  if (compact.length > 25) return 0
  let letters = 0
  for (let index = 0; index < compact.length; index++) {
    if (compact.charCodeAt(index) > 0x39) letters |= 1 << index
  }
  return compact.length * 0x4000000 + letters
}

export function createIdIndex(): IdIndex {
  const byShape = new Map<number, IdSpec[]>()
  const byCueWord = new Map<string, IdSpec[]>()
  const unspaced = new Set<IdSpec>()
  for (const row of [...europeanIds, ...otherIds]) {
    const spec = specOf(row)
    for (const shape of row[3].split('|')) append(byShape, shapeOf(expand(shape)), spec)
    for (const cue of spec.cues) {
      if (isUnspaced(cue)) unspaced.add(spec)
      else append(byCueWord, wordsOf(cue)[0] ?? '', spec)
    }
  }
  return { byShape, byCueWord, unspaced: [...unspaced] }
}

/** Types with a cue among the words of `near`, which is in lower case. */
export function cuedSpecs(index: IdIndex, near: string): ReadonlySet<IdSpec> {
  const cued = new Set<IdSpec>()
  for (const word of wordsOf(near)) {
    for (const spec of index.byCueWord.get(word) ?? []) {
      if (!cued.has(spec) && spec.cues.some((cue) => hasWord(near, cue))) cued.add(spec)
    }
  }
  if (/[\u0e00-\u0e7f\u2e80-\ud7a3]/.test(near)) {
    for (const spec of index.unspaced)
      if (spec.cues.some((cue) => near.includes(cue))) cued.add(spec)
  }
  return cued
}

function append<K>(map: Map<K, IdSpec[]>, key: K, spec: IdSpec): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [spec])
  else list.push(spec)
}

function wordsOf(text: string): readonly string[] {
  return text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
}

function isUnspaced(cue: string): boolean {
  return /^[\u0e00-\u0e7f\u2e80-\ud7a3]/.test(cue)
}

/** The word, not as the beginning or end of a longer one. */
function hasWord(near: string, word: string): boolean {
  let at = near.indexOf(word)
  while (at >= 0) {
    const before = near[at - 1] ?? ' '
    const after = near[at + word.length] ?? ' '
    if (!/\p{L}/u.test(before) && !/\p{L}/u.test(after)) return true
    at = near.indexOf(word, at + 1)
  }
  return false
}

function specOf([type, country, name, , evidence, cues]: IdRow): IdSpec {
  const own = ownValidators.get(`${country}.${name}`)
  const validate = validators[`${country}.${name}`]
  return {
    type,
    country,
    evidence,
    cues: cues.split('|'),
    isValid(raw, compact) {
      if (idBeginnings.get(type)?.test(compact) === false) return false
      if (own !== undefined) return own(compact)
      if (validate === undefined) return false
      return validate(raw).isValid || (raw !== compact && validate(compact).isValid)
    },
  }
}

/** `L2D3` → `AA000`. */
function expand(shape: string): string {
  return shape.replaceAll(/([LD])(\d+)/g, (_, kind: string, count: string) =>
    (kind === 'L' ? 'A' : '0').repeat(Number(count)),
  )
}
