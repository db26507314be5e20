import { stdnum } from 'stdnum'

import { europeanIds, otherIds, type IdEvidence, type IdRow } from './id-rows.ts'
import { ownValidators } from './own-validators.ts'

export interface IdSpec {
  readonly type: string
  readonly country: string
  readonly evidence: IdEvidence
  readonly cues: readonly string[]
  readonly isValid: (raw: string, compact: string) => boolean
}

/** All id types by the shape of their compact form. */
export type IdIndex = ReadonlyMap<number, readonly IdSpec[]>

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
  const index = new Map<number, IdSpec[]>()
  for (const row of [...europeanIds, ...otherIds]) {
    const spec = specOf(row)
    for (const shape of row[3].split('|')) {
      const key = shapeOf(expand(shape))
      index.set(key, [...(index.get(key) ?? []), spec])
    }
  }
  return index
}

function specOf([type, country, name, , evidence, cues]: IdRow): IdSpec {
  const own = ownValidators.get(`${country}.${name}`)
  const library = stdnum[country]?.[name]
  return {
    type,
    country,
    evidence,
    cues: cues.split('|'),
    isValid: (raw, compact) =>
      own === undefined
        ? library?.validate(raw).isValid === true || library?.validate(compact).isValid === true
        : own(compact),
  }
}

/** `L2D3` → `AA000`. */
function expand(shape: string): string {
  return shape.replaceAll(/([LD])(\d+)/g, (_, kind: string, count: string) =>
    (kind === 'L' ? 'A' : '0').repeat(Number(count)),
  )
}
