import type { Resolution } from './rollup.ts'

/** A piece of a range: whole buckets where there are, single rows at its ends. Unix ms. */
export interface Window {
  readonly from: number
  readonly to: number
  readonly source: Resolution | 'rows'
}

/** Cuts a range so that its sum is exact and few rows are read. */
export function timeWindows(from: number, to: number): readonly Window[] {
  return [...cut(from, to, 3_600_000, 60, minutes)].filter((piece) => piece.from < piece.to)
}

function minutes(from: number, to: number): readonly Window[] {
  return cut(from, to, 60_000, 1, (start, end) => [{ from: start, to: end, source: 'rows' }])
}

function cut(
  from: number,
  to: number,
  sizeMs: number,
  source: Resolution,
  rest: (from: number, to: number) => readonly Window[],
): readonly Window[] {
  const first = Math.ceil(from / sizeMs) * sizeMs
  const last = Math.floor(to / sizeMs) * sizeMs
  if (first >= last) return rest(from, to)
  return [...rest(from, first), { from: first, to: last, source }, ...rest(last, to)]
}
