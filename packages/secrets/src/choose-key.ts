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
  let best: Ready[] = []
  let least = Infinity
  let isFresh = false
  for (const key of keys) {
    if (key.current === undefined || !key.health.isUsable(model, moment.now)) continue
    const used = key.use.used(moment)
    const drains = key.isDraining(used, rules)
    if (drains && isFresh) continue
    if (!drains && !isFresh) {
      isFresh = true
      best = []
      least = Infinity
    }
    best.push({ key, used })
    least = Math.min(least, used)
  }
  const [only, ...others] = best
  if (others.length === 0) return only?.key
  return weighted(
    best.filter(({ used }) => used <= least + equalShare),
    random,
  )
}

interface Ready {
  readonly key: PooledKey
  readonly used: number
}

function weighted(keys: readonly Ready[], random: () => number): PooledKey | undefined {
  const total = keys.reduce((sum, { key }) => sum + weightOf(key), 0)
  let at = random() * total
  for (const { key } of keys) {
    at -= weightOf(key)
    if (at < 0) return key
  }
  return keys.at(-1)?.key
}

function weightOf({ entry }: PooledKey): number {
  return entry.weight ?? 1
}
