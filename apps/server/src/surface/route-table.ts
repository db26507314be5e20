import { compilePath } from './compile-path.ts'
import type { RouteRow } from './route-row.ts'

/** A row that a path led to, and what its pattern bound. */
export interface RouteHit {
  readonly row: RouteRow
  readonly params: Readonly<Record<string, string>>
}

/** Finds the row of a request; what no row has does not exist. */
export interface RouteTable {
  readonly rows: readonly RouteRow[]
  find(method: string, path: string): RouteHit | undefined
  /** The methods a path would answer; empty when nobody knows it. */
  methodsOf(path: string): readonly string[]
}

/** A table over rows: whole paths go before patterns, patterns in their order. */
export function routeTable(rows: readonly RouteRow[]): RouteTable {
  const compiled = rows
    .map((row) => ({ row, ...compilePath(row.path) }))
    .toSorted((a, b) => Math.sign(a.names.length) - Math.sign(b.names.length))
  const find = (method: string, path: string): RouteHit | undefined => {
    const wanted = method === 'HEAD' ? 'GET' : method
    for (const { row, pattern, names } of compiled) {
      const hit = row.method === wanted ? pattern.exec(path) : null
      if (hit !== null)
        return { row, params: Object.fromEntries(names.map((name, i) => [name, hit[i + 1] ?? ''])) }
    }
    return undefined
  }
  return {
    rows,
    find,
    methodsOf: (path) =>
      [...new Set(rows.map(({ method }) => method))].filter(
        (method) => find(method, path) !== undefined,
      ),
  }
}
