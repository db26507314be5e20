import type { Finding, LocalDetector, ScanOptions } from '../src/types.ts'
import { surfaceOf } from './surface-of.ts'

/**
 * The findings that are final once `text` has arrived up to `cut`, scanned from `from` on, with open
 * ones followed to their end; by the contract of `Streaming` they are those of the whole text.
 */
export function settled(
  detector: LocalDetector,
  text: string,
  [from, cut]: readonly [number, number],
  options: ScanOptions = {},
): Settled {
  const { streaming } = detector
  if (streaming === undefined) throw new Error('This detector does not stream.')
  const window = text.slice(from, cut)
  const hold = from + streaming.holdFrom(window, options)
  const least = from === 0 ? 0 : from + streaming.left
  const labels: string[] = []
  for (const finding of detector.scan(surfaceOf(window), options)) {
    const [start, end] = [from + finding.start, from + finding.end]
    const open = end === cut && end - start > streaming.horizon
    if (start < least || (start >= hold && !open)) continue
    const rest = open
      ? (streaming.swallow?.(finding.rule, text.slice(start, end))(text.slice(cut)) ?? 0)
      : 0
    labels.push(label(finding, start, end + rest))
  }
  return { least, hold, labels: labels.toSorted() }
}

export interface Settled {
  readonly least: number
  readonly hold: number
  readonly labels: readonly string[]
}

/** The findings of the whole text whose start lies in a range. */
export function whole(
  detector: LocalDetector,
  text: string,
  [from, until]: readonly [number, number] = [0, text.length],
  options: ScanOptions = {},
): readonly string[] {
  return detector
    .scan(surfaceOf(text), options)
    .filter(({ start }) => start >= from && start < until)
    .map((finding) => label(finding, finding.start, finding.end))
    .toSorted()
}

function label(finding: Finding, start: number, end: number): string {
  return `${finding.type} ${start}-${end} ${finding.score} ${finding.rule}`
}
