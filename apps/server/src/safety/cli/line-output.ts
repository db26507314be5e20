import { severity, type ActionName, type Reported } from '@signalbox/safety'

/** A finding as lines show it. */
export interface ShownFinding {
  readonly detector: string
  readonly type: string
  readonly path: string
  readonly start: number
  readonly end: number
  readonly score: number
  readonly rule: string
  readonly action: ActionName
}

/** Findings by path, start and end; one that several rules report is shown once, with the strongest action. */
export function shownFindings(
  findings: readonly Reported[],
  place: (finding: Reported) => { readonly start: number; readonly end: number } = (finding) =>
    finding,
): readonly ShownFinding[] {
  const shown = new Map<string, ShownFinding>()
  for (const finding of findings) {
    const { detector, type, path, score, rule, action } = finding
    const key = [detector, type, path, finding.start, finding.end, rule].join(' ')
    const known = shown.get(key)
    if (known !== undefined && severity(known.action) >= severity(action)) continue
    const { start, end } = place(finding)
    shown.set(key, { detector, type, path, start, end, score: decimals(score), rule, action })
  }
  return [...shown.values()].toSorted(
    (a, b) =>
      compare(a.path, b.path) ||
      a.start - b.start ||
      a.end - b.end ||
      compare(a.detector, b.detector) ||
      compare(a.type, b.type) ||
      compare(a.rule, b.rule),
  )
}

/** Scores with 4 decimals, in a fixed order. */
export function shownScores(
  scores: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> {
  const first = ['injection', 'injection_direct', 'injection_indirect']
  const names = [
    ...first.filter((name) => name in scores),
    ...Object.keys(scores)
      .filter((name) => !first.includes(name))
      .toSorted(),
  ]
  return Object.fromEntries(names.map((name) => [name, decimals(scores[name] ?? 0)]))
}

/** At most 4 decimals. */
export function decimals(value: number): number {
  return Math.round(value * 10_000) / 10_000
}

/** Code points before a place. */
export function codePoints(text: string, at: number): number {
  return Array.from(text.slice(0, at)).length
}

function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
