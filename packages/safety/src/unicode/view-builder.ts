import type { View } from './views.ts'

/** Collects a derived text piece by piece; equally long neighbours share one stretch of the map. */
export interface ViewBuilder {
  /** Appends text whose units correspond one to one to the original from `start` on. */
  readonly linear: (text: string, start: number) => void
  /** Appends text that stands as a whole for the original span. */
  readonly block: (text: string, start: number, end: number) => void
  readonly finish: (original: string) => View
}

/** The view that is its own original. */
export function identityView(text: string): View {
  return { text, identity: true, start: (index) => index, end: (index) => index }
}

export function createViewBuilder(): ViewBuilder {
  const parts: string[] = []
  const viewAt: number[] = []
  const originalAt: number[] = []
  /** −1 marks a linear stretch. */
  const originalEnd: number[] = []
  let length = 0
  let expected = -1

  function linear(text: string, start: number): void {
    if (text === '') return
    if (start !== expected) {
      viewAt.push(length)
      originalAt.push(start)
      originalEnd.push(-1)
    }
    parts.push(text)
    length += text.length
    expected = start + text.length
  }

  function block(text: string, start: number, end: number): void {
    if (text === '') return
    if (text.length === end - start) return linear(text, start)
    viewAt.push(length)
    originalAt.push(start)
    originalEnd.push(end)
    parts.push(text)
    length += text.length
    expected = -1
  }

  function finish(original: string): View {
    const text = parts.join('')
    const linearOnly = viewAt.length === 1 && originalAt[0] === 0 && originalEnd[0] === -1
    if (text.length === original.length && (linearOnly || text === '')) {
      return { ...identityView(text), identity: text === original }
    }
    return mappedView(text, { viewAt, originalAt, originalEnd, end: original.length })
  }

  return { linear, block, finish }
}

interface Stretches {
  readonly viewAt: readonly number[]
  readonly originalAt: readonly number[]
  readonly originalEnd: readonly number[]
  readonly end: number
}

function mappedView(text: string, map: Stretches): View {
  function start(index: number): number {
    if (index >= text.length) return map.end
    const at = stretchOf(map.viewAt, index)
    const from = map.originalAt[at] ?? 0
    return map.originalEnd[at] === -1 ? from + index - (map.viewAt[at] ?? 0) : from
  }
  function end(index: number): number {
    if (index <= 0) return 0
    const at = stretchOf(map.viewAt, index - 1)
    const close = map.originalEnd[at] ?? -1
    return close === -1 ? (map.originalAt[at] ?? 0) + index - (map.viewAt[at] ?? 0) : close
  }
  return { text, identity: false, start, end }
}

/** The last stretch that begins at or before `index`. */
function stretchOf(starts: readonly number[], index: number): number {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] ?? 0) <= index) low = middle
    else high = middle - 1
  }
  return low
}

/** A view of a view, leading back to the first original. */
export function composeViews(outer: View, inner: View): View {
  if (inner.start === outer.start) return outer
  return {
    text: outer.text,
    identity: outer.identity && inner.identity,
    start: (index) => inner.start(outer.start(index)),
    end: (index) => inner.end(outer.end(index)),
  }
}
