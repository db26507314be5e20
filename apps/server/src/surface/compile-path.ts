/** A path with `{name}` and `{name*}` as something to match with. */
export interface CompiledPath {
  readonly pattern: RegExp
  readonly names: readonly string[]
}

/** `{name}` binds inside one segment, `{name*}` one or more segments. */
export function compilePath(path: string): CompiledPath {
  const names: string[] = []
  const source = path.split(/(\{\w+\*?\})/).map((piece) => {
    const name = /^\{(\w+)(\*?)\}$/.exec(piece)
    if (name === null) return piece.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
    names.push(name[1] ?? '')
    return name[2] === '*' ? '(.+)' : '([^/]+)'
  })
  return { pattern: new RegExp(`^${source.join('')}$`), names }
}

/** A path with its names filled in; undefined: one is not known. */
export function fillPath(
  path: string,
  values: Readonly<Record<string, string | undefined>>,
): string | undefined {
  let isWhole = true
  const filled = path.replaceAll(/\{(\w+)\*?\}/g, (_, name: string) => {
    const value = values[name]
    if (value === undefined) isWhole = false
    return encodeURIComponent(value ?? '')
  })
  return isWhole ? filled : undefined
}
