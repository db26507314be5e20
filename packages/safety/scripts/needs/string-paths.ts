import type { NeededWord, Step } from '../../src/injection/need-lines.ts'
import { distinct, gap, type Path } from './path.ts'
import { kindOf, unitKind, type PatternPart } from './pattern-syntax.ts'
import { frequency } from './word-frequency.ts'

/** Stands for the border of a word among the units of strings. */
const border = '\u0001'
const mostStrings = 64

/** All strings a part stands for, with marks for borders, when they are few. */
export function stringsOf(part: PatternPart): readonly string[] | undefined {
  switch (part.type) {
    case 'unit':
      return part.choices
    case 'border':
      return [border]
    case 'condition':
      return ['']
    case 'behind':
      return undefined
    case 'repeat': {
      if (part.most > 3) return undefined
      const once = stringsOf(part.part)
      if (once === undefined) return undefined
      let all: readonly string[] = ['']
      const out: string[] = part.least === 0 ? [''] : []
      for (let count = 1; count <= part.most; count++) {
        const longer = joined(all, once)
        if (longer === undefined) return undefined
        all = longer
        if (count >= part.least) out.push(...all)
      }
      return out.length > mostStrings ? undefined : out
    }
    case 'either': {
      const all: string[] = []
      for (const branch of part.branches) {
        let strings: readonly string[] | undefined = ['']
        for (const one of branch) {
          const next = stringsOf(one)
          strings = next === undefined ? undefined : joined(strings, next)
          if (strings === undefined) return undefined
        }
        all.push(...strings)
        if (all.length > mostStrings) return undefined
      }
      return all
    }
  }
}

/** Each of the first with each of the second, when they are few. */
export function joined(
  first: readonly string[],
  second: readonly string[],
): readonly string[] | undefined {
  if (first.length * second.length > mostStrings) return undefined
  return first.flatMap((head) => second.map((tail) => head + tail))
}

/** Whether a letter may stand before what follows a string. */
export function isOpenAfter(text: string, before: boolean): boolean {
  return text === '' ? before : kindOf(text.charCodeAt(text.length - 1)) === unitKind.letter
}

/** The words of a string that surely begin where they do. */
function wordsOf(text: string, before: boolean): readonly Placed[] {
  const words: Placed[] = []
  for (const match of text.matchAll(/[a-z]+/g)) {
    const end = match.index + match[0].length
    if (match.index > 0 || !before)
      words.push({ text: match[0], whole: end < text.length, at: match.index })
  }
  return words
}

interface Placed extends NeededWord {
  readonly at: number
}

/** What strings at a place need: the rarest word of each, and the rarest before and behind if all have one. */
export function pathOf(strings: readonly string[], before: boolean): Path {
  const length = Math.max(...strings.map((text) => text.length))
  const words = strings.map((text) => wordsOf(text, before))
  const middle = words.map(rarest)
  const place = (index: number) => middle[index]?.at ?? 0
  const left = words.map((list, index) => rarest(list.filter(({ at }) => at < place(index))))
  const right = words.map((list, index) => rarest(list.filter(({ at }) => at > place(index))))
  const rows = [left, middle, right].map(allOf).filter((row) => row !== undefined)
  if (rows.length === 0 || allOf(middle) === undefined) return gap(length)
  const steps = rows.map((row, index): Step => {
    const last = rows[index - 1]
    const reach = Math.max(...row.map(({ at }, string) => at - (last?.[string]?.at ?? 0)))
    return { words: distinct(row), reach }
  })
  const end = rows.at(-1) ?? []
  const rest = Math.max(...end.map(({ at }, string) => (strings[string]?.length ?? 0) - at))
  return { steps, rest }
}

function allOf(row: readonly (Placed | undefined)[]): readonly Placed[] | undefined {
  const all = row.filter((word) => word !== undefined)
  return all.length === row.length ? all : undefined
}

function rarest(words: readonly Placed[]): Placed | undefined {
  let best: Placed | undefined
  for (const word of words) if (best === undefined || frequency(word) < frequency(best)) best = word
  return best
}
