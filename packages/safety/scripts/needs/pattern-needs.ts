import type { Need, Step } from '../../src/injection/need-lines.ts'
import { fewer, gap, mostSteps, product, rarestSteps, type Path } from './path.ts'
import { parsePattern, unitKind, type PatternPart } from './pattern-syntax.ts'
import { isOpenAfter, joined, pathOf, stringsOf } from './string-paths.ts'

interface Reading {
  readonly paths: readonly Path[]
  /** Whether a letter may stand before what comes next. */
  readonly open: boolean
}

/** Derives what matches of a pattern need: one of these, or it is unknown where one is empty. */
export function needsOf(pattern: RegExp): readonly Need[] {
  const branches = parsePattern(pattern.source)
  const { paths } = readSequence([{ type: 'either', branches }], true)
  return withoutTwins(paths.map((path) => rarestSteps(path, mostSteps).steps))
}

/** Needs for the same words are one, with the longer reaches. */
function withoutTwins(needs: readonly Need[]): readonly Need[] {
  const known = new Map<string, Need>()
  for (const need of needs) {
    const key = JSON.stringify(need.map(({ words }) => words))
    const twin = known.get(key) ?? need
    const reachOf = (step: Step, at: number) => Math.max(step.reach, twin[at]?.reach ?? 0)
    known.set(
      key,
      need.map((step, at) => ({ ...step, reach: reachOf(step, at) })),
    )
  }
  const all = [...known.values()]
  return all.some(({ length }) => length === 0) ? [[]] : all
}

function readSequence(parts: readonly PatternPart[], before: boolean): Reading {
  let paths: readonly Path[] = [{ steps: [], rest: 0 }]
  let open = before
  let strings: readonly string[] = ['']
  const flush = () => {
    paths = product(paths, [pathOf(strings, open)])
    open = strings.some((text) => isOpenAfter(text, open))
    strings = ['']
  }
  for (const part of parts) {
    const next = stringsOf(part)
    const all = next === undefined ? undefined : joined(strings, next)
    if (all !== undefined) {
      strings = all
      continue
    }
    flush()
    if (next !== undefined) {
      strings = next
      continue
    }
    const reading = readPart(part, open)
    paths = product(paths, reading.paths)
    open = reading.open
  }
  flush()
  return { paths, open }
}

function readPart(part: PatternPart, before: boolean): Reading {
  switch (part.type) {
    case 'unit':
      return { paths: [gap(1)], open: (part.kinds & unitKind.letter) !== 0 }
    case 'either': {
      const readings = part.branches.map((branch) => readSequence(branch, before))
      return {
        paths: fewer(readings.flatMap(({ paths }) => paths)),
        open: readings.some(({ open }) => open),
      }
    }
    case 'repeat': {
      const once = readSequence([part.part], before)
      const open = once.open || readSequence([part.part], once.open).open
      const length = longest(part.part)
      if (part.least === 0) return { paths: [gap(times(part.most, length))], open: before || open }
      return { paths: product(once.paths, [gap(times(part.most - 1, length))]), open }
    }
    case 'behind': {
      const { open } = readPart({ ...part, type: 'either' }, true)
      return { paths: [gap(0)], open: open && before }
    }
    case 'border':
      return { paths: [gap(0)], open: false }
    case 'condition':
      return { paths: [gap(0)], open: before }
  }
}

function times(count: number, length: number): number {
  return count === 0 || length === 0 ? 0 : count * length
}

/** The most units a match of a part has. */
function longest(part: PatternPart): number {
  switch (part.type) {
    case 'unit':
      return 1
    case 'repeat':
      return times(part.most, longest(part.part))
    case 'either':
      return Math.max(
        ...part.branches.map((branch) => branch.reduce((sum, one) => sum + longest(one), 0)),
      )
    case 'behind':
    case 'border':
    case 'condition':
      return 0
  }
}
