import type { LocalDetector } from '../types.ts'

const horizon = 64
const destination =
  /[a-z0-9_.+-]{1,64}@[a-z0-9-]+(?:\.[a-z0-9-]+)+|(?<![\w.@-])[a-z0-9-]+(?:\.[a-z0-9-]+)+/gi

/** Finds hosts and addresses in an answer that only text from outside had. */
export function externalDestinations(
  outside: readonly string[],
  trusted: readonly string[],
): LocalDetector {
  const known = destinationsIn(trusted)
  const foreign = destinationsIn(outside)
  return {
    id: 'external_destination',
    version: '1',
    kind: 'local',
    types: ['EXTERNAL_DESTINATION'],
    scan({ text, path }) {
      return [...text.matchAll(destination)].flatMap(({ 0: found, index }) => {
        const name = found.toLowerCase()
        if (!foreign.has(name) || known.has(name)) return []
        const start = index
        const end = index + found.length
        const base = { detector: 'external_destination', rule: 'destination', path }
        return [{ ...base, type: 'EXTERNAL_DESTINATION', start, end, score: 1 }]
      })
    },
    streaming: { left: 1, right: 1, horizon, holdFrom },
  }
}

function destinationsIn(texts: readonly string[]): ReadonlySet<string> {
  return new Set(
    texts.flatMap((text) => [...text.matchAll(destination)].map(([found]) => found.toLowerCase())),
  )
}

function holdFrom(window: string): number {
  let index = window.length
  const floor = Math.max(0, index - horizon)
  while (index > floor && /[\w.@+-]/.test(window.charAt(index - 1))) index -= 1
  return index
}
