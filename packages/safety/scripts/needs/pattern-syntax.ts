/** Kinds of units, one bit each. Patterns and folded texts have small letters only. */
export const unitKind = { letter: 1, other: 2 } as const
const anyKind = 3

/** A part of a pattern. */
export type PatternPart =
  /** One unit of these kinds; its choices when they are few. */
  | {
      readonly type: 'unit'
      readonly kinds: number
      readonly choices: readonly string[] | undefined
    }
  | { readonly type: 'either'; readonly branches: readonly (readonly PatternPart[])[] }
  | {
      readonly type: 'repeat'
      readonly part: PatternPart
      readonly least: number
      readonly most: number
    }
  /** A place between a letter and something else, or between two other things. */
  | { readonly type: 'border' }
  /** What stands before a place, without being part of a match. */
  | { readonly type: 'behind'; readonly branches: readonly (readonly PatternPart[])[] }
  /** Any other condition on a place. */
  | { readonly type: 'condition' }

const mostChoices = 6

/** The condition that no letter stands before. */
const noLetterBefore = /^\(\?<!(?:\[a-z[^\]]*\]|\\w)\)/

/** What kind a unit is of. */
export function kindOf(unit: number): number {
  return unit >= 0x61 && unit <= 0x7a ? unitKind.letter : unitKind.other
}

/** Reads the source of a pattern without flags but `g`; throws a SyntaxError at what no rule uses. */
export function parsePattern(source: string): readonly (readonly PatternPart[])[] {
  let at = 0
  const branchesUntil = (close: string): (readonly PatternPart[])[] => {
    const branches: PatternPart[][] = [[]]
    while (at < source.length && source.charAt(at) !== close) {
      if (source.charAt(at) === '|') {
        at += 1
        branches.push([])
      } else branches.at(-1)?.push(repeated(part()))
    }
    return branches
  }
  const group = (): PatternPart => {
    const guard = noLetterBefore.exec(source.slice(at, at + 24))
    if (guard !== null) {
      at += guard[0].length
      return { type: 'border' }
    }
    const opening = /^\((?:\?(?:<?[=!]|:))?/.exec(source.slice(at, at + 4))?.[0] ?? '('
    at += opening.length
    const branches = branchesUntil(')')
    at += 1
    if (opening === '(?<=') return { type: 'behind', branches }
    if (opening === '(' || opening === '(?:') return { type: 'either', branches }
    return { type: 'condition' }
  }
  const part = (): PatternPart => {
    const sign = source.charAt(at)
    if (sign === '(') return group()
    if (sign === '[') return unitOf(set())
    at += 1
    if (sign === '^' || sign === '$') return { type: 'border' }
    if (sign === '.') return unitOf([anyKind])
    if (sign !== '\\') return unitOf([sign])
    const escaped = source.charAt(at++)
    return escaped === 'b' ? { type: 'border' } : unitOf([meaning(escaped)])
  }
  /** The units of a set, or the kinds of many. */
  const set = (): (string | number)[] => {
    const from = at
    const isNegated = source.charAt(at + 1) === '^'
    at += isNegated ? 2 : 1
    const members: (string | number)[] = []
    while (source.charAt(at) !== ']') {
      const first = member()
      if (source.charAt(at) !== '-' || source.charAt(at + 1) === ']') {
        members.push(first)
        continue
      }
      at += 1
      members.push(kindsBetween(first, member()))
    }
    at += 1
    if (!isNegated) return members
    return [source.slice(from, at).includes('a-z') ? unitKind.other : anyKind]
  }
  const member = (): string | number => {
    const sign = source.charAt(at++)
    return sign === '\\' ? meaning(source.charAt(at++)) : sign
  }
  const repeated = (once: PatternPart): PatternPart => {
    const sign = /^(?:[?*+]|\{(\d+)(,?)(\d*)\})/.exec(source.slice(at, at + 12))
    if (sign === null) return once
    at += sign[0].length
    if (source.charAt(at) === '?') at += 1
    const [whole, least = '0', comma, most] = sign
    if (whole === '?') return { type: 'repeat', part: once, least: 0, most: 1 }
    if (whole === '*') return { type: 'repeat', part: once, least: 0, most: Infinity }
    if (whole === '+') return { type: 'repeat', part: once, least: 1, most: Infinity }
    const end = comma === '' ? Number(least) : most === '' ? Infinity : Number(most)
    return { type: 'repeat', part: once, least: Number(least), most: end }
  }
  const branches = branchesUntil('')
  if (at !== source.length) throw new SyntaxError(`Unexpected end of the pattern ${source}`)
  return branches
}

function kindsBetween(first: string | number, last: string | number): number {
  if (typeof first !== 'string' || typeof last !== 'string') return anyKind
  if (first >= 'a' && last <= 'z') return unitKind.letter
  return last < 'a' || first > 'z' ? unitKind.other : anyKind
}

function unitOf(members: readonly (string | number)[]): PatternPart {
  let kinds = 0
  for (const member of members)
    kinds |= typeof member === 'string' ? kindOf(member.charCodeAt(0)) : member
  const choices = members.filter((member) => typeof member === 'string')
  const isShort = choices.length === members.length && choices.length <= mostChoices
  return { type: 'unit', kinds, choices: isShort ? choices : undefined }
}

function meaning(escaped: string): string | number {
  switch (escaped) {
    case 'n':
      return '\n'
    case 't':
      return '\t'
    case 'r':
      return '\r'
    case 'd':
    case 's':
    case 'W':
      return unitKind.other
    case 'w':
    case 'D':
    case 'S':
      return anyKind
    default:
      if (/[\da-z]/i.test(escaped)) throw new SyntaxError(`Unexpected escape of ${escaped}`)
      return escaped
  }
}
