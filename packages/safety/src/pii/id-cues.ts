import type { CueKind, IdIndex, IdSpec } from './id-specs.ts'

/** Words for national numbers of any kind. */
export const generalCues: readonly string[] = [
  'national id',
  'nationalid',
  'national identity',
  'national number',
  'identity number',
  'identity no',
  'id number',
  'id no',
  'idnumber',
  'tax id',
  'taxid',
  'tax number',
  'tax no',
  'tax identification',
  'taxpayer',
  'vat number',
  'vat no',
  'identification number',
  'identification no',
  'personal number',
  'personal id',
  'personal identification',
  'identity card',
  'id card',
  'citizen id',
  'social security',
  'social insurance',
  'fiscal code',
  'registration number',
]

/** What the words before a candidate say. */
export interface IdCues {
  readonly specs: ReadonlyMap<IdSpec, CueKind>
  readonly general: boolean
}

interface Hit {
  readonly at: number
  readonly end: number
  readonly kind: CueKind
  /** Absent for words that name no type. */
  readonly spec: IdSpec | undefined
}

const NONE: IdCues = { specs: new Map(), general: false }
const GENERAL: IdCues = { specs: NONE.specs, general: true }

/**
 * Tells which cues lie between two places of a text. The places must rise from call to call, so
 * that each word is read once however many candidates follow it.
 */
export function createCueScan(
  index: IdIndex,
  text: string,
): (from: number, until: number, hasUnspaced: boolean) => IdCues {
  const word = /[\p{L}\p{M}\p{N}]+/gu
  let read = 0
  let hits: Hit[] = []
  const readOn = (from: number, until: number): void => {
    word.lastIndex = Math.max(read, from)
    for (let match = word.exec(text); match !== null; match = word.exec(text)) {
      if (match.index >= until) break
      const opens = !/\p{L}/u.test(text[match.index - 1] ?? ' ')
      if (opens) hits.push(...hitsAt(index, text, match.index, match[0].toLowerCase()))
    }
    read = until
  }
  return (from, until, hasUnspaced) => {
    readOn(from, until)
    if (hits.length > 0) hits = hits.filter(({ at }) => at >= from)
    const near = hasUnspaced ? text.slice(from, until) : ''
    if (hits.length === 0 && near === '') return NONE
    const specs = new Map<IdSpec, CueKind>()
    let general = false
    for (const { end, kind, spec } of hits) {
      if (end > until) continue
      if (spec === undefined) general = true
      else if (specs.get(spec) !== 'own') specs.set(spec, kind)
    }
    if (near !== '')
      for (const spec of index.unspaced)
        if (spec.cues.some((cue) => near.includes(cue))) specs.set(spec, 'own')
    if (specs.size === 0) return general ? GENERAL : NONE
    return { specs, general }
  }
}

function hitsAt(index: IdIndex, text: string, at: number, first: string): Hit[] {
  const hits: Hit[] = []
  for (const { cue, kind, spec } of index.byCueWord.get(first) ?? []) {
    const end = at + cue.length
    if (cue !== first && text.slice(at, end).toLowerCase() !== cue) continue
    if (!/\p{L}/u.test(text[end] ?? ' ')) hits.push({ at, end, kind, spec })
  }
  return hits
}
