import type { Dialect, Surface } from './dialect.ts'

/** A surface that a path led to, and what its pattern bound. */
export interface Match {
  readonly dialect: Dialect
  readonly surface: Surface
  readonly params: Readonly<Record<string, string>>
}

/** Finds the surface of a path: one lookup for fixed paths, then the patterns in order. */
export class SurfaceTable {
  /** By path, then by method: nothing is joined to look it up. */
  readonly #fixed = new Map<string, Map<string, Match>>()
  readonly #patterns: {
    readonly method: string
    readonly pattern: RegExp
    readonly names: readonly string[]
    readonly dialect: Dialect
    readonly surface: Surface
  }[] = []
  readonly #dialects: readonly Dialect[]

  constructor(dialects: readonly Dialect[]) {
    this.#dialects = dialects
    for (const dialect of dialects)
      for (const surface of dialect.surfaces) {
        const { method, path } = surface
        if (path.includes('{')) this.#patterns.push({ method, ...compile(path), dialect, surface })
        else this.#fix(method, path, { dialect, surface, params: {} })
      }
  }

  #fix(method: string, path: string, match: Match): void {
    const methods = this.#fixed.get(path) ?? new Map<string, Match>()
    this.#fixed.set(path, methods.set(method, match))
  }

  find(method: string, path: string): Match | undefined {
    const fixed = this.#fixed.get(path)?.get(method)
    if (fixed !== undefined) return fixed
    for (const entry of this.#patterns) {
      const hit = entry.method === method ? entry.pattern.exec(path) : null
      if (hit === null) continue
      const bound = entry.names.map((name, i) => [name, decode(hit[i + 1] ?? '')] as const)
      const { dialect, surface } = entry
      return { dialect, surface, params: Object.fromEntries(bound) }
    }
    return undefined
  }

  /** The methods a path would answer; empty when nobody knows it. */
  methodsOf(path: string): readonly string[] {
    const methods = this.#dialects.flatMap((dialect) =>
      dialect.surfaces.map(({ method }) => method),
    )
    return [...new Set(methods)].filter((method) => this.find(method, path) !== undefined)
  }

  /** The dialect whose surfaces share the longest beginning with a path: it words the refusal. */
  nearest(path: string): Dialect | undefined {
    let best: Dialect | undefined
    let length = 0
    for (const dialect of this.#dialects)
      for (const { path: known } of dialect.surfaces) {
        let shared = 0
        while (shared < known.length && known[shared] === path[shared]) shared++
        if (shared > length) {
          length = shared
          best = dialect
        }
      }
    return best ?? this.#dialects[0]
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** `{name}` binds inside one segment, `{name*}` one or more segments. */
function compile(path: string): { pattern: RegExp; names: readonly string[] } {
  const names: string[] = []
  const source = path.split(/(\{\w+\*?\})/).map((piece) => {
    const name = /^\{(\w+)(\*?)\}$/.exec(piece)
    if (name === null) return piece.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
    names.push(name[1] ?? '')
    return name[2] === '*' ? '(.+)' : '([^/:]+)'
  })
  return { pattern: new RegExp(`^${source.join('')}$`), names }
}
