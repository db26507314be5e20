/** A form in which a model may write a token back, at the beginning of a text. */
export type TokenMatch =
  | { readonly type: 'token'; readonly token: string; readonly length: number }
  /** The text ends before it is clear. */
  | { readonly type: 'partial' }
  | { readonly type: 'none' }

interface Bracket {
  readonly open: string
  readonly close: string
}

const plain: readonly Bracket[] = [
  { open: '<', close: '>' },
  { open: '&lt;', close: '&gt;' },
]
const escaped: readonly Bracket[] = [...plain, { open: '\\u003c', close: '\\u003e' }]

/** Spaces that a model may put inside the brackets, on each side. */
const maxSpaces = 2
const body = /^[A-Za-z][A-Za-z0-9_]{0,23}_[1-9][0-9]{0,5}_[A-Za-z0-9]{4}/
const bodyStart = /^[A-Za-z][A-Za-z0-9_]{0,35}$/

/** Reads a token at `at`: exact, in another case, with `\_`, spaces, entities, or JSON escapes. */
export function readToken(
  text: string,
  at: number,
  options: { readonly json: boolean },
): TokenMatch {
  for (const bracket of options.json ? escaped : plain) {
    const rest = text.slice(at, at + bracket.open.length).toLowerCase()
    if (rest === bracket.open) return readBody(text, at, bracket, options)
    if (rest.length > 0 && at + rest.length === text.length && bracket.open.startsWith(rest))
      return { type: 'partial' }
  }
  return { type: 'none' }
}

function readBody(
  text: string,
  at: number,
  { open, close }: Bracket,
  { json }: { readonly json: boolean },
): TokenMatch {
  let index = skipSpaces(text, at + open.length)
  let name = ''
  while (index < text.length && name.length <= 36) {
    const char = text.charAt(index)
    if (char === '\\') {
      const escape = json ? '\\\\_' : '\\_'
      const given = text.slice(index, index + escape.length)
      if (given !== escape)
        return index + given.length === text.length && escape.startsWith(given)
          ? { type: 'partial' }
          : endOf(text, at, index, name, close)
      name += '_'
      index += escape.length
    } else if (/[A-Za-z0-9_]/.test(char)) {
      name += char
      index += 1
    } else return endOf(text, at, index, name, close)
  }
  return index >= text.length && (name === '' || bodyStart.test(name))
    ? { type: 'partial' }
    : { type: 'none' }
}

function endOf(text: string, at: number, index: number, name: string, close: string): TokenMatch {
  const match = body.exec(name)
  if (match === null || match[0].length !== name.length) return { type: 'none' }
  const closing = skipSpaces(text, index)
  const given = text.slice(closing, closing + close.length).toLowerCase()
  if (given === close) {
    const cut = name.lastIndexOf('_')
    const token = `<${name.slice(0, cut).toUpperCase()}${name.slice(cut).toLowerCase()}>`
    return { type: 'token', token, length: closing + close.length - at }
  }
  return closing + given.length === text.length && close.startsWith(given)
    ? { type: 'partial' }
    : { type: 'none' }
}

function skipSpaces(text: string, from: number): number {
  let index = from
  while (index < from + maxSpaces && text.charAt(index) === ' ') index += 1
  return index
}
