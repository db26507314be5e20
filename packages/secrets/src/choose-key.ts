import type { Moment } from './key-use.ts'
import type { DrainRules, PooledKey } from './pooled-key.ts'

/** Keys within so much of the best count as equal. */
const equalShare = 0.05

/**
 * The usable key with the most left, by weight among equals; keys that drain only when there is
 * no other.
 */
export function chooseKey(
  keys: readonly PooledKey[],
  options: {
    readonly model: string
    readonly moment: Moment
    readonly rules: DrainRules
    readonly random: () => number
  },
): PooledKey | undefined {
  const { model, moment, rules, random } = options
  const usable = keys.filter(
    (key) => key.current !== undefined && key.health.isUsable(model, moment.now),
  )
  const fresh = usable.filter((key) => !key.isDraining(moment, rules))
  const ready = fresh.length > 0 ? fresh : usable
  let best = Infinity
  for (const key of ready) best = Math.min(best, key.use.used(moment))
  return weighted(
    ready.filter((key) => key.use.used(moment) <= best + equalShare),
    random,
  )
}

function weighted(keys: readonly PooledKey[], random: () => number): PooledKey | undefined {
  const total = keys.reduce((sum, key) => sum + weightOf(key), 0)
  let at = random() * total
  for (const key of keys) {
    at -= weightOf(key)
    if (at < 0) return key
  }
  return keys.at(-1)
}

function weightOf({ entry }: PooledKey): number {
  return entry.weight ?? 1
}
