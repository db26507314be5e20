import { describe, expect, test } from 'vitest'

import { Simulation, type Mutant, type Report } from '../../test-support/simulation.ts'

const seeds = Number(process.env['LEDGER_SEEDS'] ?? 2_000)

function failing(
  count: number,
  options: { mutant?: Mutant; faults?: boolean } = {},
): readonly string[] {
  const found: string[] = []
  for (let seed = 0; seed < count; seed++) {
    const { violations } = new Simulation(seed, options).run()
    if (violations.length > 0) found.push(`seed ${String(seed)}: ${violations.join(', ')}`)
  }
  return found
}

describe('the protocol in a simulated world', () => {
  test(`keeps its invariants over ${String(seeds)} seeds of faults`, { timeout: 120_000 }, () => {
    const sum: Record<string, number> = {}
    const found: string[] = []
    for (let seed = 0; seed < seeds; seed++) {
      const { violations, counts }: Report = new Simulation(seed).run()
      if (violations.length > 0) found.push(`seed ${String(seed)}: ${violations.join(', ')}`)
      for (const [name, count] of Object.entries(counts)) sum[name] = (sum[name] ?? 0) + count
    }
    expect(found).toEqual([])
    expect(sum['dispatched']).toBeGreaterThan(30 * seeds)
    expect(sum['denied']).toBeGreaterThan(seeds)
    expect(sum['toppedUp']).toBeGreaterThan(seeds)
    expect(sum['crashes']).toBeGreaterThan(seeds)
    expect(sum['disksLost']).toBeGreaterThan(seeds / 10)
  })

  test('admits and settles all that fits when nothing fails', () => {
    expect(failing(50, { faults: false })).toEqual([])
  })

  test.each<[string, Mutant]>([
    ['a denial that is not recorded', { noDenialRecord: true }],
    ['no tombstone for an unknown lease', { noTombstone: true }],
    ['rows that are not deduplicated', { noDedup: true }],
    ['late rows that are charged twice', { noUnconfirmedCover: true }],
    ['expiry that gives money back', { expiryGivesBack: true }],
    ['a dispatch before the journal', { journalAfterDispatch: true }],
  ])('notices %s within 300 seeds', (_name, mutant) => {
    let seed = 0
    while (seed < 300 && new Simulation(seed, { mutant }).run().violations.length === 0) seed++
    expect(seed).toBeLessThan(300)
  })
})
