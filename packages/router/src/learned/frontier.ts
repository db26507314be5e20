/** A way of answering all examples: what it costs on average and how good it is. */
export interface Point {
  readonly cost: number
  readonly score: number
}

const midpoints = 2000

/** The upper concave hull of points with rising quality, from the cheapest on. */
export function upperHull(points: readonly Point[]): readonly Point[] {
  const ordered = points
    .filter(({ cost, score }) => cost === cost && score === score)
    .toSorted((a, b) => a.cost - b.cost || b.score - a.score)
  const hull: Point[] = []
  for (const point of ordered) {
    if (point.score <= (hull.at(-1)?.score ?? -Infinity)) continue
    while (hull.length > 1) {
      const [a, b] = hull.slice(-2)
      if (a === undefined || b === undefined || isBelow(b, a, point)) hull.pop()
      else break
    }
    hull.push(point)
  }
  return hull
}

/** Quality of a hull at a price: linear between its corners, constant outside. */
export function scoreAt(hull: readonly Point[], cost: number): number {
  const next = hull.findIndex((corner) => corner.cost >= cost)
  return next < 0
    ? between(hull.at(-1), undefined, cost)
    : between(hull[next - 1], hull[next], cost)
}

/** Mean quality of a hull between two prices, times 100. */
export function areaUnder(hull: readonly Point[], from: number, to: number): number {
  if (!(to > from)) return 100 * scoreAt(hull, from)
  let sum = 0
  let corner = 1
  for (let i = 0; i < midpoints; i++) {
    const cost = from + ((i + 0.5) / midpoints) * (to - from)
    while (corner < hull.length && (hull[corner]?.cost ?? 0) < cost) corner++
    sum += between(hull[corner - 1], hull[corner], cost)
  }
  return (100 * sum) / midpoints
}

/** The least price at which a hull reaches a quality; undefined where it never does. */
export function priceOf(hull: readonly Point[], score: number): number | undefined {
  for (let i = 0; i < hull.length; i++) {
    const b = hull[i]
    if (b === undefined || b.score < score - 1e-12) continue
    const a = hull[i - 1]
    if (a === undefined || a.score >= score) return (a ?? b).cost
    return a.cost + ((b.cost - a.cost) * (score - a.score)) / (b.score - a.score)
  }
  return undefined
}

function isBelow(b: Point, a: Point, c: Point): boolean {
  return (b.score - a.score) * (c.cost - a.cost) <= (c.score - a.score) * (b.cost - a.cost)
}

function between(a: Point | undefined, b: Point | undefined, cost: number): number {
  if (a === undefined || b === undefined) return (a ?? b)?.score ?? NaN
  if (cost <= a.cost) return a.score
  return a.score + ((b.score - a.score) * (cost - a.cost)) / (b.cost - a.cost)
}
