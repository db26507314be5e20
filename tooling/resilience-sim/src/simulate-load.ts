import {
  createContext,
  GatewayError,
  Secret,
  type ChatRequest,
  type Clock,
  type HealthView,
  type Message,
  type Pipeline,
  type Target,
  type UpstreamOptions,
} from '@signalbox/core'

import { Ledger, type LedgerEntry } from './ledger.ts'
import { reportOf, startsOf, type Report } from './report.ts'
import type { Phase, Scenario } from './scenario.ts'
import { arrivalGapMs, lognormal, seededRandom, shuffled, type Random } from './seeded-random.ts'
import { SimTargetModel } from './sim-target-model.ts'
import { SimTransport } from './sim-transport.ts'
import { toyAdapter } from './toy-adapter.ts'
import { VirtualTime } from './virtual-time.ts'
import { installVirtualTimers } from './virtual-timers.ts'

/** What a pipeline under simulation is built from. */
export interface SimEnvironment {
  readonly clock: Clock
  readonly random: Random
  readonly targets: readonly Target[]
  /** Adapters, transport and keys, for `upstream`. */
  readonly upstream: UpstreamOptions
}

/** A pipeline under simulation; `circuit` is watched for trips. */
export interface SimSubject {
  readonly pipeline: Pipeline
  readonly circuit?: HealthView['circuit'] | undefined
  close?(): void | Promise<void>
}

const wall = Date.UTC(2026, 0, 1)
const watchEveryMs = 100
const patienceMs = 900_000
const defaultTokens = { median: 180, sigma: 0.8, max: 1500 }

/**
 * Plays a scenario against a pipeline in virtual time. Requests arrive with their candidates in
 * random order; the global timers are virtual until it ends, so one simulation at a time.
 */
export async function simulateLoad(
  scenario: Scenario,
  build: (environment: SimEnvironment) => SimSubject,
): Promise<Report> {
  const time = new VirtualTime(wall)
  const restore = installVirtualTimers(time)
  try {
    const simulation = new Simulation(scenario, time, build)
    await simulation.run()
    return reportOf(scenario, simulation.ledger)
  } finally {
    restore()
  }
}

/** A message that the gateway estimates at about so many tokens. */
function textOf(tokens: number): string {
  return 'x'.repeat(Math.max(0, Math.round((tokens - 4) * 3.5)))
}

class Simulation {
  readonly ledger = new Ledger()
  readonly #scenario: Scenario
  readonly #time: VirtualTime
  readonly #transport: SimTransport
  readonly #targets: readonly Target[]
  readonly #subject: SimSubject
  readonly #arrivals: Random
  readonly #pile: Random
  readonly #messages: readonly Message[]
  #live = 0

  constructor(
    scenario: Scenario,
    time: VirtualTime,
    build: (environment: SimEnvironment) => SimSubject,
  ) {
    const { seed, targets, inputTokens = 800 } = scenario
    this.#scenario = scenario
    this.#time = time
    this.#arrivals = seededRandom(seed)
    this.#pile = seededRandom(seed * 13 + 5)
    this.#messages = [{ role: 'user', content: [{ type: 'text', text: textOf(inputTokens) }] }]
    const models = targets.map((target) => [target.id, new SimTargetModel(target)] as const)
    this.#transport = new SimTransport(time, this.ledger, new Map(models))
    this.#targets = targets.map(({ id }) => ({ id, provider: id, model: 'm', account: id }))
    const key = new Secret('key')
    this.#subject = build({
      clock: time.clock,
      random: seededRandom(seed * 17 + 7),
      targets: this.#targets,
      upstream: {
        adapters: targets.map(({ id }) => toyAdapter(id)),
        transport: this.#transport,
        keys: { pick: ({ id }) => ({ id, key }) },
      },
    })
  }

  async run(): Promise<void> {
    const { phases } = this.#scenario
    const starts = startsOf(phases)
    const end = starts.at(-1) ?? 0
    for (const [index, phase] of phases.entries())
      this.#time.at(starts[index] ?? 0, () => {
        this.#begin(phase, index, starts[index + 1] ?? 0)
      })
    this.#watch(end)
    const limit = () => (this.#live === 0 ? end : end + patienceMs)
    await this.#time.play(() => this.#time.now >= limit())
    const closing = Promise.resolve(this.#subject.close?.())
    let closed = false
    const mark = () => {
      closed = true
    }
    closing.then(mark, mark)
    await this.#time.play(() => closed)
    await closing
  }

  #begin(phase: Phase, index: number, end: number): void {
    for (const { id } of this.#scenario.targets) this.#transport.set(id, phase.faults?.[id])
    for (let i = 0; i < (phase.background ?? 0); i++) this.#arrive(index, this.#pile)
    const next = () => {
      const gap = arrivalGapMs(this.#arrivals, phase.rate)
      if (this.#time.now + gap >= end) return
      this.#time.after(gap, () => {
        this.#arrive(index, this.#arrivals)
        next()
      })
    }
    if (phase.rate > 0) next()
  }

  #arrive(phase: number, random: Random): void {
    const { streamShare = 0.6, outputTokens = defaultTokens } = this.#scenario
    const tokens = lognormal(random, outputTokens.median, outputTokens.sigma)
    const entry: LedgerEntry = {
      id: String(this.ledger.entries.length),
      phase,
      background: random === this.#pile,
      stream: random() < streamShare,
      tokens: Math.min(outputTokens.max, Math.ceil(tokens)),
      arrivedAt: this.#time.now,
      luck: Math.floor(random() * 2 ** 32),
      dispatches: 0,
      limited: 0,
      firstOk: false,
      ok: false,
      firstContentMs: undefined,
      endedMs: undefined,
      failure: undefined,
    }
    this.ledger.add(entry)
    this.#live++
    const candidates = shuffled(this.#targets, random)
    void this.#serve(entry, candidates, outputTokens.max).finally(() => this.#live--)
  }

  async #serve(
    entry: LedgerEntry,
    candidates: readonly Target[],
    maxOutputTokens: number,
  ): Promise<void> {
    const request: ChatRequest = {
      operation: 'chat',
      model: 'm',
      user: entry.id,
      messages: this.#messages,
      stream: entry.stream,
      maxOutputTokens,
      hints: { priority: entry.background ? 'background' : 'interactive' },
    }
    const { clock } = this.#time
    const context = createContext({ request, id: entry.id, clock })
    context.candidates = candidates
    const passed = () => clock.now() - entry.arrivedAt
    try {
      const reply = await this.#subject.pipeline(context)
      entry.firstContentMs = passed()
      if (reply.type === 'stream') {
        let error: GatewayError | undefined
        await reply.events.pipe({
          event: (event) => {
            if (event.type === 'error') error = event.error
          },
          flush: () => true,
        })
        if (error !== undefined) throw error
      }
      entry.endedMs = passed()
      entry.ok = true
    } catch (thrown) {
      const { kind, details, message } = GatewayError.from(thrown)
      entry.failure = kind === 'internal' ? String(thrown) : `${kind}/${details.verdict ?? message}`
    }
  }

  #watch(end: number): void {
    const { circuit } = this.#subject
    if (circuit === undefined) return
    const healthy = new Map<string, boolean>()
    const look = () => {
      for (const { id } of this.#targets) {
        const { state, reason } = circuit(id)
        const out = state === 'open' || state === 'degraded'
        if (out && healthy.get(id) !== false)
          this.ledger.trips.push({ target: id, at: this.#time.now, state, reason })
        if (out) healthy.set(id, false)
        else if (state === 'healthy') healthy.set(id, true)
      }
      if (this.#time.now < end) this.#time.after(watchEveryMs, look)
    }
    this.#time.at(0, look)
  }
}
