import type { Ledger, LedgerEntry, Trip } from './ledger.ts'
import type { Fault, Phase, Scenario } from './scenario.ts'
import { returnedMs, noticedMs, usualRate } from './traffic.ts'

/** Two quantiles in ms; NaN when there was nothing to measure. */
export interface Quantiles {
  readonly p50: number
  readonly p99: number
}

/** Numbers over a set of requests; shares are between 0 and 1. */
export interface Figures {
  readonly requests: number
  readonly success: number
  readonly firstAttemptSuccess: number
  readonly attemptsPerRequest: number
  /** 429 that a provider had to send. */
  readonly limitedPer1000: number
  /** Arrival to first content of streams. */
  readonly firstContentMs: Quantiles
  /** Arrival to the whole answer of requests that do not stream. */
  readonly wholeMs: Quantiles
  /** Failed requests by error kind and verdict. */
  readonly failures: Readonly<Record<string, number>>
}

/** What one fault did to the traffic of its target. */
export interface FaultReport {
  readonly phase: string
  readonly target: string
  readonly fault: Fault
  /** From the fault's start to the last call before traffic stayed away; undefined: it never did. */
  readonly noticedMs: number | undefined
  /** From the fault's end until five seconds held half of the usual traffic; undefined: never. */
  readonly returnedMs: number | undefined
}

/** What a simulation measured; requests count for the phase in which they arrived. */
export interface Report {
  readonly total: Figures
  readonly background: Figures
  readonly phases: readonly (Figures & { readonly name: string; readonly trips: number })[]
  readonly trips: readonly Trip[]
  readonly faults: readonly FaultReport[]
}

/** Sums up a ledger. */
export function reportOf(scenario: Scenario, ledger: Ledger): Report {
  const foreground = ledger.entries.filter((entry) => !entry.background)
  const { phases } = scenario
  const starts = startsOf(phases)
  const tripsIn = (index: number) =>
    ledger.trips.filter(({ at }) => at >= (starts[index] ?? 0) && at < (starts[index + 1] ?? 0))
  return {
    total: figuresOf(foreground),
    background: figuresOf(ledger.entries.filter((entry) => entry.background)),
    phases: phases.map(({ name }, index) => ({
      name,
      ...figuresOf(foreground.filter((entry) => entry.phase === index)),
      trips: tripsIn(index).length,
    })),
    trips: ledger.trips,
    faults: phases.flatMap((phase, index) => faultsOf(phase, index, scenario, ledger)),
  }
}

/** When each phase starts, in ms, and last when the last one ends. */
export function startsOf(phases: readonly Phase[]): readonly number[] {
  const starts = [0]
  for (const { seconds } of phases) starts.push((starts.at(-1) ?? 0) + seconds * 1000)
  return starts
}

function faultsOf(
  phase: Phase,
  index: number,
  { phases }: Scenario,
  ledger: Ledger,
): readonly FaultReport[] {
  const starts = startsOf(phases)
  const [start = 0, end = 0] = starts.slice(index, index + 2)
  return Object.entries(phase.faults ?? {}).map(([target, fault]) => {
    const times = ledger.dispatches(target)
    const usual = usualRate(times, target, phases, starts)
    const next = phases[index + 1]
    const goesOn = next === undefined || next.faults?.[target] !== undefined
    return {
      phase: phase.name,
      target,
      fault,
      noticedMs: noticedMs(times, { start, end, perSecond: usual * phase.rate }),
      returnedMs: goesOn
        ? undefined
        : returnedMs(times, { start: end, end: starts.at(-1) ?? 0, perSecond: usual * next.rate }),
    }
  })
}

function figuresOf(entries: readonly LedgerEntry[]): Figures {
  const requests = entries.length
  const sum = (read: (entry: LedgerEntry) => number) =>
    entries.reduce((total, entry) => total + read(entry), 0)
  const failures: Record<string, number> = {}
  for (const { ok, failure = 'unfinished' } of entries)
    if (!ok) failures[failure] = (failures[failure] ?? 0) + 1
  const answered = entries.filter(({ ok }) => ok)
  return {
    requests,
    success: sum(({ ok }) => Number(ok)) / requests,
    firstAttemptSuccess: sum(({ firstOk }) => Number(firstOk)) / requests,
    attemptsPerRequest: sum(({ dispatches }) => dispatches) / requests,
    limitedPer1000: (1000 * sum(({ limited }) => limited)) / requests,
    firstContentMs: quantiles(
      answered.flatMap(({ stream, firstContentMs }) => (stream ? (firstContentMs ?? []) : [])),
    ),
    wholeMs: quantiles(answered.flatMap(({ stream, endedMs }) => (stream ? [] : (endedMs ?? [])))),
    failures,
  }
}

function quantiles(values: readonly number[]): Quantiles {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.ceil(sorted.length * share) - 1] ?? NaN
  return { p50: at(0.5), p99: at(0.99) }
}
