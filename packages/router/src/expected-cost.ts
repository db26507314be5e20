/** Rates in USD per token; `NaN` is unknown. */
export interface TokenRates {
  readonly input: number
  readonly output: number
  readonly cacheRead: number
  readonly cacheWrite: number
  readonly request: number
}

/** One turn and those that may follow it. */
export interface Turn {
  /** The prompt so far, which a warm cache has. */
  readonly context: number
  /** New tokens of each turn. */
  readonly added: number
  readonly output: number
  /** Whether this target has the prompt so far in its cache. */
  readonly warm: boolean
  /** Turns that are left, this one included. */
  readonly turns: number
}

/** Expected USD of a turn, averaged over the turns that are left: moving pays for the whole prompt again. */
export function expectedCost(rates: TokenRates, turn: Turn): number {
  const { context, added, output, turns } = turn
  const { cacheRead, cacheWrite } = rates
  const warmTurn = context * cacheRead + added * cacheWrite
  const first = turn.warm ? warmTurn : (context + added) * cacheWrite
  return (first + (turns - 1) * warmTurn) / turns + output * rates.output + rates.request
}
