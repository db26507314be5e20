import type { Assigner } from '../decide.ts'
import type { Assignment } from '../decision.ts'
import { plain, type ModelTarget } from '../model-table.ts'
import { murmur3 } from '../murmur3.ts'
import type { Plan } from '../plan.ts'
import type { Plans, Rulebook } from '../plans.ts'
import type { CompiledArm, CompiledExperiment } from '../policy/compiled-policy.ts'
import type { RouteRequest } from '../route-request.ts'
import { isInLayer } from './assign.ts'
import { ExperimentRun, type ExperimentWitness, type Standing } from './experiment-run.ts'
import type { ExperimentEvent, ExperimentStatus } from './experiment-status.ts'

/** All experiments of a router; what they learned survives a change of policy. */
export interface Experiments extends Assigner {
  /** Runs what these policies define; what is not among them any more is forgotten. */
  use(rulebook: Rulebook): void
  each(assignments: readonly Assignment[], visit: (run: ExperimentRun, unit: string) => void): void
  assigned(assignments: readonly Assignment[], now: number): void
  status(now: number): readonly ExperimentStatus[]
  /** The one that replicas share under this key; undefined where it is not known yet. */
  find(key: string): ExperimentRun | undefined
  /** Where they stand, by those keys. */
  standing(): readonly (readonly [key: string, standing: Standing])[]
  /** Goes on from where an experiment stands elsewhere, now or as soon as a policy defines it. */
  resume(key: string, standing: Standing): void
}

const none: readonly Assignment[] = []
const mostWaiting = 1000

/** Who hears of experiments. */
export interface ExperimentsOptions {
  readonly emit: (event: ExperimentEvent) => void
  /** What it sees is told to the other replicas under this key. */
  readonly witnessOf?: ((key: string) => ExperimentWitness) | undefined
}

/** Starts with none running. */
export function createExperiments(
  now: () => number,
  { emit, witnessOf }: ExperimentsOptions,
): Experiments {
  const runs = new Map<string, ExperimentRun>()
  const byKey = new Map<string, ExperimentRun>()
  /** Of experiments that are not known here yet: policies may come later. */
  const waiting = new Map<string, Standing>()

  return {
    use({ policies }) {
      const wanted = [...policies.values()].flatMap(({ experiments }) => experiments)
      for (const experiment of wanted) {
        const run = runOf(experiment)
        run.experiment = experiment
        runs.set(experiment.id, run)
      }
      const ids = new Set(wanted.map(({ id }) => id))
      for (const id of runs.keys()) if (!ids.has(id)) runs.delete(id)
      byKey.clear()
      for (const run of runs.values()) byKey.set(keyOf(run.experiment), run)
      for (const [key, run] of byKey) {
        const standing = waiting.get(key)
        if (standing !== undefined) run.adopt(standing)
        waiting.delete(key)
      }
    },

    assign(plan, facts, { id, request, key, rulebook, plans }) {
      const { experiments } = plan.policy
      if (experiments.length === 0) return { plan, assignments: none }
      let chosen = plan
      const assignments: Assignment[] = []
      for (const experiment of experiments) {
        const unit = unitOf(experiment, { id, request, key })
        if (unit === undefined || experiment.when?.(facts) === false) continue
        if (!isInLayer(experiment, experiments, unit)) continue
        const { arm: j, shares } = runOf(experiment).place(unit, now())
        const arm = experiment.arms[j]
        const p =
          arm === undefined ? 1 - shares.reduce((sum, share) => sum + share, 0) : (shares[j] ?? 0)
        const { id: name, shadow } = experiment
        assignments.push({ id: name, arm: arm?.name ?? 'control', p, unit, shadow })
        if (arm !== undefined && !shadow && chosen === plan)
          chosen = armPlan(plan, arm, { rulebook, plans })
      }
      return { plan: chosen, assignments }
    },

    each(assignments, visit) {
      for (const { id, unit } of assignments) {
        const run = runs.get(id)
        if (run !== undefined) visit(run, unit)
      }
    },

    assigned(assignments, at) {
      for (const { id, unit, arm } of assignments) {
        const run = runs.get(id)
        if (run === undefined) continue
        const j = run.experiment.arms.findIndex(({ name }) => name === arm)
        run.assigned(unit, j, at)
      }
    },

    status: (at) => [...runs.values()].map((run) => run.status(at)),
    find: (key) => byKey.get(key),
    standing: () => [...byKey].map(([key, run]) => [key, run.standing] as const),

    resume(key, standing) {
      const run = byKey.get(key)
      if (run !== undefined) run.adopt(standing)
      else if (waiting.size < mostWaiting) waiting.set(key, standing)
    },
  }

  /** The running state, or a fresh one that nobody keeps: a dry run must not disturb what runs. */
  function runOf(experiment: CompiledExperiment): ExperimentRun {
    const known = runs.get(experiment.id)
    if (known !== undefined && isSame(known.experiment, experiment)) return known
    return new ExperimentRun(experiment, now(), { emit, witness: witnessOf?.(keyOf(experiment)) })
  }
}

/** The plan of a treatment: its targets, its policy. */
export function armPlan(
  plan: Plan,
  arm: CompiledArm,
  { rulebook, plans }: { readonly rulebook: Rulebook; readonly plans: Plans },
): Plan {
  const ids = arm.targets[plan.route]
  const targets: readonly ModelTarget[] =
    ids === undefined
      ? plan.targets
      : ids.flatMap(
          (id) => rulebook.models.find(id)?.targets.map(({ target }) => plain(target)) ?? [],
        )
  return plans.forTargets(plan.route, targets, arm.policy ?? plan.policy)
}

function unitOf(
  { unit }: CompiledExperiment,
  { id, request, key }: { id: string; request: RouteRequest; key: string | undefined },
): string | undefined {
  const { meta } = request
  switch (unit) {
    case 'conversation':
      return key ?? request.affinityKey ?? meta?.sessionId ?? id
    case 'session':
      return meta?.sessionId
    case 'user':
      return meta?.user
    case 'request':
      return id
  }
}

function isSame(one: CompiledExperiment, other: CompiledExperiment): boolean {
  return describe(one) === describe(other)
}

/** The same experiment, the same key: after a change of arms or metrics old evidence counts no more. */
function keyOf(experiment: CompiledExperiment): string {
  return `${experiment.id} ${murmur3(describe(experiment)).toString(36)}`
}

function describe({ salt, unit, layer, arms, alpha, metrics }: CompiledExperiment): string {
  return JSON.stringify([salt, unit, layer, alpha, metrics, arms.map(({ name }) => name)])
}
