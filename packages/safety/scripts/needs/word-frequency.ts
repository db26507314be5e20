import type { NeededWord } from '../../src/injection/need-lines.ts'

const common: ReadonlyMap<string, number> = new Map(
  Object.entries({
    the: 50,
    a: 25,
    to: 25,
    of: 25,
    and: 25,
    in: 18,
    is: 12,
    you: 10,
    it: 10,
    that: 10,
    i: 9,
    for: 9,
    your: 6,
    this: 6,
    be: 6,
    on: 6,
    with: 6,
    as: 6,
    are: 5,
    not: 5,
    or: 5,
    an: 4,
    by: 4,
    from: 4,
    at: 4,
    all: 3,
    what: 3,
    my: 3,
    can: 3,
    if: 3,
    have: 3,
    was: 3,
    no: 3,
    any: 2,
    do: 2,
    me: 2,
    we: 2,
    so: 2,
    one: 2,
    has: 2,
    will: 2,
    there: 2,
    which: 2,
    when: 2,
    must: 1,
    should: 1,
    s: 5,
    t: 3,
  }),
)

/** About how many of a thousand words are this one, or begin like it. */
export function frequency({ text, whole }: NeededWord): number {
  const known = common.get(text) ?? 0
  if (text.length > 3 || (whole && text.length > 1)) return Math.max(known, 0.4)
  return Math.max(known, [80, 60, 15, 3][text.length] ?? 0)
}
