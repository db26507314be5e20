import { idTypes } from './id-specs.ts'
import type { Recognizer } from './recognizer.ts'

/** The recognizers that a list of types asks for, and the types of it; undefined: all that they find. */
export interface Selection {
  readonly recognizers: readonly Recognizer[]
  readonly types: ReadonlySet<string> | undefined
}

/** Selects for a list of types; a stream asks with the same list for each piece, and gets the same answer. */
export function selectRecognizers(
  all: readonly Recognizer[],
): (types: readonly string[] | undefined) => Selection {
  const usual = { recognizers: all.filter(({ optIn }) => optIn !== true), types: undefined }
  const known = new WeakMap<readonly string[], Selection>()
  return (types) => {
    if (types === undefined) return usual
    const selection = known.get(types) ?? select(all, types)
    known.set(types, selection)
    return selection
  }
}

function select(all: readonly Recognizer[], types: readonly string[]): Selection {
  if (types.includes('ALL')) return { recognizers: all, types: undefined }
  const wanted = new Set(types.includes('ID') ? [...types, ...idTypes] : types)
  const recognizers = all.filter((recognizer) => recognizer.types.some((type) => wanted.has(type)))
  return { recognizers, types: wanted }
}
