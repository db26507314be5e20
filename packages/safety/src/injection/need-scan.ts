import type { Need } from './need-lines.ts'
import { letters, needTable, rowShift } from './need-table.ts'

/** Which patterns can hold in a text, and where. */
export interface Openings {
  /** Patterns that can hold somewhere, each once. */
  readonly patterns: readonly number[]
  /** Of those, the first and last places where what a match needs last may stand. */
  readonly first: Int32Array
  readonly last: Int32Array
}

/** Finds out which patterns can hold; what it gives is good until it is asked again. */
export type NeedScan = (text: string) => Openings

const never = -(2 ** 30)

/** One pass over the words of a text for all that patterns need, a step for each letter. */
export function createNeedScan(patterns: readonly (readonly Need[])[]): NeedScan {
  const { next, begun, ended, before, reach, opens } = needTable(patterns)
  const everywhere = patterns.flatMap((needs, pattern) =>
    needs.some(({ length }) => length === 0) ? [pattern] : [],
  )
  const places = new Int32Array(before.length)
  const first = new Int32Array(patterns.length)
  const last = new Int32Array(patterns.length)
  const note = (stages: Int32Array, at: number, open: number[]) => {
    for (let index = 0; index < stages.length; index++) {
      const stage = stages[index] ?? 0
      const earlier = before[stage] ?? 0
      if (earlier !== stage && at - (places[earlier] ?? 0) > (reach[stage] ?? 0)) continue
      places[stage] = at
      const pattern = opens[stage] ?? 0
      if (pattern < 0) continue
      if (first[pattern] === never) {
        first[pattern] = at
        open.push(pattern)
      }
      last[pattern] = at
    }
  }
  return (text) => {
    places.fill(never)
    first.fill(never)
    const open = [...everywhere]
    for (const pattern of everywhere) {
      first[pattern] = 0
      last[pattern] = text.length
    }
    for (let at = 0; at < text.length; at++) {
      const start = at
      let node = 0
      while (isLetter(text.charCodeAt(at))) {
        node = next[(node << rowShift) + text.charCodeAt(at) - 97] ?? 0
        at++
        if (node === 0) break
        const stages = begun[node]
        if (stages !== undefined) note(stages, start, open)
      }
      if (node === 0) while (isLetter(text.charCodeAt(at))) at++
      else {
        const stages = ended[node]
        if (stages !== undefined) note(stages, start, open)
      }
    }
    return { patterns: open, first, last }
  }
}

function isLetter(unit: number): boolean {
  return unit >= 97 && unit < 97 + letters
}
