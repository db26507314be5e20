import { systemClock, type Middleware, type Usage } from '@signalbox/core'

import { createAffinity } from './affinity.ts'
import { attemptMiddleware } from './attempt-middleware.ts'
import { decide as decideNow, type DecideState } from './decide.ts'
import { createDecisionLog } from './decision-log.ts'
import type { Decision } from './decision.ts'
import { createDriftMonitor, type DriftLevel, type DriftMonitor } from './drift/drift-monitor.ts'
import type { ExperimentStatus } from './experiments/experiment-status.ts'
import { createExperiments } from './experiments/experiments.ts'
import { explainDecision, type Explanation } from './explain.ts'
import { createLearner } from './learn.ts'
import { replay, type LoggedState, type Replayed } from './logged-state.ts'
import type { MadeDecision } from './made-decision.ts'
import { fraction, murmur3 } from './murmur3.ts'
import { createPlans, type Rulebook } from './plans.ts'
import { indexSignals } from './read-signals.ts'
import { RequestFacts } from './request-facts.ts'
import type { Feedback, RouteEvent } from './route-event.ts'
import type { RouteRequest } from './route-request.ts'
import { routerMiddleware, type RouterMiddlewareOptions } from './router-middleware.ts'
import type { PolicyFile, PolicyReport, RouterOptions } from './router-options.ts'
import { checkTargets, createRulebook } from './rulebook.ts'
import { Scratch } from './scratch.ts'
import { createExchange } from './sharing/exchange.ts'
import { manySums, resume, standingOf, type ExperimentSums } from './sharing/experiment-news.ts'
import { Outbox } from './sharing/outbox.ts'
import { createSignalStore } from './signals/signal-store.ts'

/** Decides which target answers a request, and learns from what happens. */
export interface Router {
  /** Synchronous, no I/O; the same request, id, seed and state give the same answer. */
  readonly decide: (request: RouteRequest, options?: DecideOptions) => Decision
  /** The same ranking under any policy, without exploration; nothing is recorded. */
  readonly simulate: (
    request: RouteRequest,
    file?: PolicyFile,
    options?: SimulateOptions,
  ) => Decision
  /** An unknown id is ignored; false says so. */
  readonly report: (id: string, event: RouteEvent) => boolean
  /** False: another replica answered it, which is told, or it was too long ago. */
  readonly feedback: (id: string, feedback: Feedback) => boolean
  readonly explain: (id: string) => Explanation | undefined
  /** The latest decisions and what they were asked, newest first; texts are not kept. */
  readonly recent: (count: number) => readonly RecentDecision[]
  /** Swaps models and policies as a whole, or throws and keeps those in force. With `dryRun` it only compares. */
  readonly setPolicy: (
    file: PolicyFile,
    options?: { readonly dryRun?: number | undefined },
  ) => PolicyReport
  /** Of the models and policies in force; every decision names the one it was made under. */
  readonly version: () => string
  readonly experiments: () => readonly ExperimentStatus[]
  /** All that experiments have shown, to be kept over a restart; empty: there are none. */
  readonly standing: () => readonly ExperimentSums[]
  /** Goes on from what was kept; throws where it is something else. */
  readonly resume: (standing: unknown) => void
  /** Drifts that nobody has acknowledged. */
  readonly drifted: DriftMonitor['shifts']
  /** How models answer lately against their baselines. */
  readonly drift: () => readonly DriftLevel[]
  /** Makes the present behaviour of a model the baseline. */
  readonly acknowledgeDrift: DriftMonitor['acknowledge']
  /** Fills `candidates`, `facts.decisionId` and `facts.route`. */
  readonly middleware: (options?: RouterMiddlewareOptions) => Middleware
  /** Inside retries: tells the router of each attempt while it runs. */
  readonly attempts: () => Middleware
  /** Ends what it tells other replicas. */
  close(): void
}

/** A decision, what it was asked, and what came of it. */
export interface RecentDecision {
  readonly request: RouteRequest
  readonly decision: Decision
  /** Unix ms. */
  readonly at: number
  readonly usage?: Usage | undefined
  readonly score?: number | undefined
}

/** How a decision is made. */
export interface DecideOptions {
  /** The name of a policy to use instead of the model's. */
  readonly policy?: string | undefined
  /** False leaves no trace: no explanation, no learning. */
  readonly record?: boolean | undefined
}

/** How a decision is made that nobody acts on. */
export interface SimulateOptions extends Pick<DecideOptions, 'policy'> {
  /** What was known then, in place of what is known now. */
  readonly state?: LoggedState | undefined
  /** How long the answer was, where that is known by now. */
  readonly outTokens?: number | undefined
}

const languageSample = 0.05

/** A router with its own state; it never calls a provider, sleeps or retries. */
export function createRouter(options: RouterOptions = {}): Router {
  const { catalog, health, clock = systemClock, seed = 0, keep = 10_000 } = options
  const { onEvent: emit = () => undefined } = options
  const signalIndex = indexSignals(options.signals)
  const now = (): number => clock.now()
  const signals = createSignalStore()
  const affinity = createAffinity()
  const log = createDecisionLog(keep)
  const { bus } = options
  const outbox = bus === undefined ? undefined : new Outbox()
  const drift = createDriftMonitor((event) => {
    emit({ type: 'router.drift', ...event })
  }, outbox?.drift)
  const experiments = createExperiments(now, {
    emit(event) {
      emit({ type: 'router.experiment', event })
    },
    witnessOf: outbox && ((key) => outbox.experiment(key)),
  })
  const exchange =
    bus === undefined || outbox === undefined
      ? undefined
      : createExchange({
          bus,
          outbox,
          clock,
          signals,
          affinity,
          experiments,
          drift,
          emit,
          onGrade: (id, feedback) => void grade(id, feedback),
        })
  const learner = createLearner({
    signals,
    affinity,
    drift,
    experiments,
    now,
    emit,
    outbox,
  })
  let count = 0
  let state = stateFor(createRulebook(options, catalog))
  checkTargets(state)
  experiments.use(state.rulebook)

  function stateFor(rulebook: Rulebook): DecideState {
    return {
      rulebook,
      plans: createPlans(rulebook, { catalog, outlookOf: (id) => signals.of(id, now()) }),
      health,
      affinity,
      assigner: experiments,
      clock,
      seed,
      priced: catalog !== undefined,
      signalIndex,
      scratch: new Scratch(),
    }
  }

  function decide(
    request: RouteRequest,
    { policy, record = true }: DecideOptions = {},
    targets?: Parameters<typeof decideNow>[2]['targets'],
  ): MadeDecision {
    const id = request.id ?? `d${String(seed)}-${String(count++)}`
    const decision = decideNow(state, request, {
      id,
      explore: record,
      policy: policy === undefined ? undefined : state.rulebook.policies.get(policy),
      targets,
    })
    if (record) remember(decision, request)
    return decision
  }

  function isAlias(route: string): boolean {
    return route === 'auto' || state.rulebook.models.aliases.includes(route)
  }

  function remember(decision: MadeDecision, request: RouteRequest): void {
    log.keep({
      decision,
      request: request.text === undefined ? request : { ...request, text: undefined },
      language: languageOf(decision.id, request),
      calls: undefined,
      reported: false,
      failed: false,
      at: clock.wall(),
      usage: undefined,
      score: undefined,
    })
    if (decision.experiments.length > 0) experiments.assigned(decision.experiments, now())
  }

  /** False: it was answered by somebody else, or too long ago. */
  function grade(id: string, feedback: Feedback): boolean {
    const record = log.find(id)
    if (record !== undefined) learner.feedback(record, feedback)
    return record !== undefined
  }

  /** Reading a text takes longer than deciding, so only a sample of texts is read for drift. */
  function languageOf(id: string, request: RouteRequest): string | undefined {
    const given = request.meta?.language ?? request.hints?.language
    if (given !== undefined || request.text === undefined) return given
    if (fraction(murmur3(id, seed + 7)) >= languageSample) return undefined
    return new RequestFacts(request, '', 0, signalIndex).language ?? undefined
  }

  function replayed(present: DecideState, then: Replayed): DecideState {
    const plans = createPlans(present.rulebook, { catalog, outlookOf: then.outlookOf })
    return { ...present, plans, health: then.health, affinity: then.affinity }
  }

  const router: Router = {
    decide: (request, decideOptions) => decide(request, decideOptions),

    simulate(request, file, { policy, state: logged, outTokens } = {}) {
      const id = request.id ?? `d${String(seed)}-${String(count)}`
      const present = file === undefined ? state : stateFor(createRulebook(file, catalog))
      const temporary =
        logged === undefined
          ? present
          : replayed(present, replay(logged, { now: now(), outTokens }))
      return decideNow({ ...temporary, scratch: new Scratch() }, request, {
        id,
        explore: false,
        policy: policy === undefined ? undefined : temporary.rulebook.policies.get(policy),
      })
    },

    report(id, event) {
      const record = log.find(id)
      if (record !== undefined) learner.report(record, event)
      return record !== undefined
    },

    feedback(id, feedback) {
      const isKnown = grade(id, feedback)
      if (!isKnown) outbox?.grade(id, feedback)
      return isKnown
    },

    explain(id) {
      const record = log.find(id)
      if (record === undefined) return undefined
      const { decision, request, language } = record
      return { ...explainDecision(decision, now()), tenant: request.meta?.tenant, language }
    },

    recent: (wanted) => log.records(wanted),

    setPolicy(file, { dryRun } = {}) {
      const next = stateFor(createRulebook(file, catalog))
      checkTargets(next)
      const latest = log.latest(dryRun ?? 0)
      const changed = latest.filter((request) => firstOf(next, request) !== firstOf(state, request))
      const { version } = next.rulebook
      const applied = dryRun === undefined
      if (applied) {
        state = next
        experiments.use(next.rulebook)
        emit({ type: 'router.policy', version })
      }
      return { version, applied, compared: latest.length, changed: changed.length }
    },

    version: () => state.rulebook.version,
    experiments: () => experiments.status(now()),
    standing: () => standingOf(experiments, now()),
    resume(standing) {
      for (const each of manySums.parse(standing)) resume(experiments, each, now())
    },
    drifted: () => drift.shifts(),
    drift: () => drift.levels(),
    acknowledgeDrift: (provider, model) => {
      drift.acknowledge(provider, model)
    },
    middleware: (middlewareOptions) =>
      routerMiddleware({ decide, isAlias, log, learner }, middlewareOptions),
    attempts: () => attemptMiddleware({ log, learner }),
    close: () => exchange?.close(),
  }
  return router
}

function firstOf(state: DecideState, request: RouteRequest): string | undefined {
  if (state.rulebook.models.find(request.model) === undefined) return undefined
  return decideNow(state, request, { id: request.id ?? 'same', explore: false }).targets[0]?.id
}
