import { getOrMake } from '../get-or-make.ts'

/** Another model answers to a name than before. */
export interface RenamedModel {
  readonly provider: string
  /** As it was asked for. */
  readonly model: string
  readonly from: string
  readonly to: string
}

const mostModels = 5000
const mostNames = 20

/** Watches which models answer to the names that are asked for; each new one is told once. */
export function createModelNames(emit: (renamed: RenamedModel) => void): {
  see(provider: string, model: string, answeredBy: string): void
} {
  const known = new Map<string, Set<string>>()
  return {
    see(provider, model, answeredBy) {
      const key = `${provider}\n${model}`
      if (!known.has(key) && known.size >= mostModels) return
      const names = getOrMake(known, key, () => new Set())
      if (names.has(answeredBy) || names.size >= mostNames) return
      const from = [...names].at(-1)
      names.add(answeredBy)
      if (from !== undefined) emit({ provider, model, from, to: answeredBy })
    },
  }
}
