import type { Path } from './path.ts'

/** Keys of the contract that this version does not read yet, by place (`*` is one step). */
const later: readonly (readonly [Path, readonly string[]])[] = [[['providers', '*'], ['resource']]]

/** What may stand at a path in a later version. */
export function laterKeysAt(path: Path): readonly string[] {
  return later.find(([pattern]) => matches(pattern, path))?.[1] ?? []
}

function matches(pattern: Path, path: Path): boolean {
  return (
    pattern.length === path.length &&
    pattern.every((step, index) => step === '*' || step === path[index])
  )
}
