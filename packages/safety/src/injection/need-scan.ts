import type { Need } from './need-lines.ts'
import { needTable, stageFields } from './need-table.ts'

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
export function* createNeedScan(patterns: readonly (readonly Need[])[]): Generator<void, NeedScan> {
  const { first: begin, child, begun, ended, lists, stages } = yield* needTable(patterns)
  const everywhere = patterns.flatMap((needs, pattern) =>
    needs.some(({ length }) => length === 0) ? [pattern] : [],
  )
  const places = new Int32Array(stages.length / stageFields)
  const first = new Int32Array(patterns.length)
  const last = new Int32Array(patterns.length)
  const note = (list: number, at: number, open: number[]) => {
    const end = list + (lists[list] ?? 0)
    for (let next = list + 1; next <= end; next++) {
      const stage = lists[next] ?? 0
      const field = stage * stageFields
      const earlier = stages[field] ?? 0
      if (earlier !== stage && at - (places[earlier] ?? 0) > (stages[field + 1] ?? 0)) continue
      places[stage] = at
      const pattern = stages[field + 2] ?? 0
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
      if (!isLetter(text.charCodeAt(at))) continue
      const start = at
      let node = begin[text.charCodeAt(at)] ?? 0
      while (node !== 0) {
        const list = begun[node] ?? 0
        if (list !== 0) note(list, start, open)
        const unit = text.charCodeAt(++at)
        if (!isLetter(unit)) break
        node = child(node, unit)
      }
      if (node === 0) while (isLetter(text.charCodeAt(at))) at++
      else {
        const list = ended[node] ?? 0
        if (list !== 0) note(list, start, open)
      }
    }
    return { patterns: open, first, last }
  }
}

function isLetter(unit: number): boolean {
  return unit >= 97 && unit <= 122
}
