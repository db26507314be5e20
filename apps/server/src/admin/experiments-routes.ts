import type { JsonObject } from '@signalbox/core'
import type { Difference, ExperimentStatus, Router } from '@signalbox/router'
import { Hono, type Hono as HonoApp } from 'hono'

type Arm = ExperimentStatus['arms'][number]

/** `GET /admin/v1/experiments`: where each stands; the figures hold at every look. */
export function experimentsRoutes(router: () => Router): HonoApp {
  return new Hono().get('/admin/v1/experiments', (c) =>
    c.json({
      policy_version: router().version(),
      data: router()
        .experiments()
        .map(({ id, arms }) => ({ id, arms: arms.map(armJson) })),
    }),
  )
}

function armJson(arm: Arm): JsonObject {
  const differences = Object.entries(arm.differences)
  return {
    arm: arm.arm,
    share: arm.share,
    state: arm.state.replace('-', '_'),
    units: arm.units,
    conclusion: conclusionOf(arm),
    guardrails: Object.fromEntries(
      Object.entries(arm.guardrails).map(([metric, { events, treated, logEvidence }]) => [
        metric,
        { events, treated, log_evidence: logEvidence },
      ]),
    ),
    differences: Object.fromEntries(
      differences.map(([metric, difference]) => [metric, differenceJson(difference)]),
    ),
    is_non_inferior: arm.isNonInferior,
    sample_ratio_alarm: arm.sampleRatioAlarm,
  }
}

function conclusionOf(arm: Arm): string {
  if (arm.state === 'rolled-back') return 'rolled back: it did harm'
  if (arm.state === 'promoted') return 'promoted: it is at least as good'
  if (arm.sampleRatioAlarm) return 'not valid: the arms get other shares than they should'
  if (arm.isNonInferior) return 'at least as good: it may be promoted'
  const known = Object.values(arm.differences).some((difference) => difference !== undefined)
  return known ? 'no decision yet' : 'not enough data yet'
}

function differenceJson(difference: Difference | undefined): JsonObject | string {
  if (difference === undefined) return 'not enough data yet'
  const { mean, margin, lower, upper, units } = difference
  return { mean, margin, lower, upper, units }
}
