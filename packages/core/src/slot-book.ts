import type { Clock, SlotAnswer, SlotAsk } from './ports.ts'

/** Who has how many places of which limit, in this process. */
export interface SlotBook {
  hold(key: string, ask: SlotAsk): SlotAnswer
  clear(): void
}

interface Holding {
  readonly held: number
  readonly turn: number
  readonly expiresAt: number
}

/** Keys beyond `maxKeys` push out those that nobody holds any more, then the oldest. */
export function createSlotBook({
  clock,
  maxKeys,
}: {
  readonly clock: Pick<Clock, 'now'>
  readonly maxKeys: number
}): SlotBook {
  const keys = new Map<string, Map<string, Holding>>()

  function holdersOf(key: string): Map<string, Holding> {
    const known = keys.get(key)
    if (known === undefined && keys.size >= maxKeys) makeRoom()
    const holders = known ?? new Map<string, Holding>()
    keys.delete(key)
    keys.set(key, holders)
    dropExpired(holders)
    return holders
  }

  function makeRoom(): void {
    for (const [key, holders] of keys) {
      dropExpired(holders)
      if (holders.size === 0) keys.delete(key)
    }
    const [oldest] = keys.keys()
    if (oldest !== undefined && keys.size >= maxKeys) keys.delete(oldest)
  }

  function dropExpired(holders: Map<string, Holding>): void {
    const now = clock.now()
    for (const [holder, { expiresAt }] of holders) if (expiresAt <= now) holders.delete(holder)
  }

  return {
    hold(key, { holder, turn, limit, want, ttlMs }) {
      const holders = holdersOf(key)
      const known = holders.get(holder)
      let others = 0
      for (const [name, holding] of holders) if (name !== holder) others += holding.held
      const room = Math.max(0, limit - others)
      if (known !== undefined && turn <= known.turn)
        return { held: known.held, free: Math.max(0, room - known.held) }
      const held = Math.max(0, Math.min(want, room))
      holders.set(holder, { held, turn, expiresAt: clock.now() + ttlMs })
      return { held, free: room - held }
    },
    clear: () => keys.clear(),
  }
}
