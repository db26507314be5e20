/** How often a healthy target may be taken for a slow one, per day. */
const falseTripsPerDay = 1e-3

/** How unlikely something must be that is looked at `perDay` times, before chance no longer explains it. */
export function rareChance(perDay: number): number {
  return falseTripsPerDay / Math.max(1, perDay)
}

/** The chance of at least `count` slow answers among `size`, if each is slow with `odds`. */
export function chanceOf(size: number, count: number, odds: number): number {
  let term = (1 - odds) ** size
  let chance = 0
  for (let slow = 0; slow <= size; slow++) {
    if (slow >= count) chance += term
    term *= ((size - slow) / (slow + 1)) * (odds / (1 - odds))
  }
  return Math.min(1, chance)
}

/** How many slow answers running have no more than this chance, if each is slow with `odds`. */
export function rareRun(odds: number, chance: number): number {
  return Math.ceil(Math.log(chance) / Math.log(odds))
}
