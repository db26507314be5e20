import type { BodySurface } from '../surfaces/walk-body.ts'

/** System, then tools, then messages, then the rest: a resent history gives the same tokens. */
export function inReadingOrder(surfaces: readonly BodySurface[]): readonly BodySurface[] {
  const isSystem = ({ role }: BodySurface) => role === 'system' || role === 'developer'
  const messages = surfaces.filter(({ role }) => role !== 'metadata' && role !== 'tool_definition')
  const firstTurn = messages.findIndex((surface) => !isSystem(surface))
  const leading = new Set(firstTurn === -1 ? messages : messages.slice(0, firstTurn))
  const rank = (surface: BodySurface) => {
    const isTopLevel = isSystem(surface) && typeof surface.place[1] !== 'number'
    if (leading.has(surface) || isTopLevel) return 0
    if (surface.role === 'tool_definition') return 1
    return surface.role === 'metadata' ? 3 : 2
  }
  return surfaces
    .map((surface, index) => ({ surface, index, rank: rank(surface) }))
    .toSorted((a, b) => a.rank - b.rank || a.index - b.index)
    .map(({ surface }) => surface)
}

/** Runs of adjacent text parts of one message, two or more each. */
export function adjacentParts(
  surfaces: readonly BodySurface[],
): readonly (readonly BodySurface[])[] {
  const runs: BodySurface[][] = []
  let run: BodySurface[] = []
  for (const surface of surfaces) {
    const last = run.at(-1)
    if (last !== undefined && follows(last, surface)) run.push(surface)
    else if (surface.kind === 'text') {
      run = [surface]
      runs.push(run)
    }
  }
  return runs.filter(({ length }) => length > 1)
}

/** The same place but for the part's number, which is one more. */
function follows(a: BodySurface, b: BodySurface): boolean {
  if (b.kind !== 'text' || a.role !== b.role || a.place.length !== b.place.length) return false
  const differing = a.place.flatMap((step, index) => (step === b.place[index] ? [] : [index]))
  const [index] = differing
  if (index === undefined || differing.length > 1 || index < a.place.length - 2) return false
  const from = a.place[index]
  const isPart = a.place[index - 1] !== 'messages' && a.place[index - 1] !== 'input'
  return isPart && typeof from === 'number' && b.place[index] === from + 1
}
