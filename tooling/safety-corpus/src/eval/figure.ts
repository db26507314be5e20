/** One measured goal. */
export interface Figure {
  readonly goal: string
  readonly what: string
  readonly figure: string
  readonly n: number
}

/** A share in percent with its 95 % Wilson interval. */
export function share(goal: string, what: string, hits: number, n: number): Figure {
  const [low, high] = wilson(hits, n)
  const percent = (part: number) => (part * 100).toFixed(1)
  const figure = n === 0 ? '–' : `${percent(hits / n)} % [${percent(low)}–${percent(high)}]`
  return { goal, what, figure, n }
}

function wilson(hits: number, n: number): readonly [number, number] {
  if (n === 0) return [0, 1]
  const z = 1.96
  const p = hits / n
  const base = 1 + (z * z) / n
  const middle = p + (z * z) / (2 * n)
  const spread = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))
  return [Math.max(0, (middle - spread) / base), Math.min(1, (middle + spread) / base)]
}

/** The chance that an attack scores higher than a benign text. */
export function areaUnderCurve(attacks: readonly number[], benign: readonly number[]): number {
  let wins = 0
  for (const attack of attacks) {
    for (const other of benign) wins += attack > other ? 1 : attack === other ? 0.5 : 0
  }
  return wins / (attacks.length * benign.length)
}

/** The score that no more than a share of benign texts exceed. */
export function lineAt(rate: number, benign: readonly number[]): number {
  return benign.toSorted((a, b) => b - a)[Math.floor(benign.length * rate)] ?? 0
}

/** The figures as a Markdown table. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = figures.map(
    ({ goal, what, figure, n }) => `| ${goal} | ${what} | ${figure} | ${String(n)} |`,
  )
  return ['| goal | measured on own data | figure | n |', '|---|---|---|---|', ...rows].join('\n')
}
