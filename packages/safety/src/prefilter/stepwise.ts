/** Something that is made when it is first asked for, or before that, a piece at a time. */
export interface Stepwise<Value> {
  /** What is left to make is made at once. */
  readonly get: () => Value
  /** Makes a piece at each step; whoever asks meanwhile takes over. */
  readonly prepare: () => Generator<void>
}

/** `make` yields between pieces of about a millisecond, and returns what it made. */
export function stepwise<Value>(make: () => Generator<void, Value>): Stepwise<Value> {
  let running: Generator<void, Value> | undefined
  let made: { readonly value: Value } | undefined
  const go = (): { readonly value: Value } | undefined => {
    if (made !== undefined) return made
    running ??= make()
    const { done, value } = running.next()
    if (done === true) made = { value }
    return made
  }
  return {
    get() {
      let known = go()
      while (known === undefined) known = go()
      return known.value
    },
    *prepare() {
      while (go() === undefined) yield
    },
  }
}
