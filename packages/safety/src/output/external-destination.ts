import type { LocalDetector } from '../types.ts'

/** What a host or an address is told by: a longer one is known by its beginning. */
const horizon = 64

/** A run too long to wait for, an address, a host; none begins within a run. */
const destination =
  /(?<![\w.@+-])(?:[\w.@+-]{65,}|[\w.+-]{1,64}@[a-z0-9-]+(?:\.[a-z0-9-]+)+)|(?<![\w.@-])[a-z0-9-]+(?:\.[a-z0-9-]+)+/gi

/** Finds hosts and addresses in an answer that only text from outside had. */
export function externalDestinations(
  outside: readonly string[],
  trusted: readonly string[],
): LocalDetector {
  const known = destinationsIn(trusted)
  const foreign = destinationsIn(outside)
  return {
    id: 'external_destination',
    version: '2',
    kind: 'local',
    types: ['EXTERNAL_DESTINATION'],
    scan({ text, path }) {
      return [...text.matchAll(destination)].flatMap(({ 0: found, index }) => {
        const name = nameOf(found)
        if (!foreign.has(name) || known.has(name)) return []
        const start = index
        const end = index + found.length
        const base = { detector: 'external_destination', rule: 'destination', path }
        return [{ ...base, type: 'EXTERNAL_DESTINATION', start, end, score: 1 }]
      })
    },
    streaming: { left: 1, right: 1, horizon, holdFrom, swallow: () => swallowed },
  }
}

function destinationsIn(texts: readonly string[]): ReadonlySet<string> {
  const found = texts.flatMap((text) => [...text.matchAll(destination)].map(([name]) => name))
  return new Set(found.filter((name) => /@|[a-z0-9-]\.[a-z0-9-]/i.test(name)).map(nameOf))
}

function nameOf(found: string): string {
  return found.slice(0, horizon).toLowerCase()
}

function holdFrom(window: string): number {
  let index = window.length
  const floor = Math.max(0, index - horizon)
  while (index > floor && isPart(window.charAt(index - 1))) index -= 1
  return index
}

/** How much of a piece still belongs to a run longer than the horizon. */
function swallowed(piece: string): number {
  let end = 0
  while (end < piece.length && isPart(piece.charAt(end))) end += 1
  return end
}

function isPart(character: string): boolean {
  return /[\w.@+-]/.test(character)
}
