import type { Catalog } from '@signalbox/catalog'
import { systemClock, type JsonObject } from '@signalbox/core'
import type { Explanation, RankedCandidate } from '@signalbox/router'

const digits = 12

/** A decision and its reasons, as they leave the program; with a catalogue also what goes away soon. */
export function decisionJson(
  { decision, summary, candidates }: Explanation,
  catalog?: Pick<Catalog, 'notice'>,
): JsonObject {
  const sentences = new Map(candidates.map(({ deployment, sentence }) => [deployment, sentence]))
  const { id, route, policy, policyVersion, catalogVersion, task, sticky } = decision
  const [experiment] = decision.experiments
  return {
    id,
    route,
    policy,
    policy_version: policyVersion,
    catalog_version: catalogVersion,
    task: { value: task.value ?? null, source: task.source },
    summary,
    ranked: decision.ranked.map((candidate) => ({
      ...rankedJson(candidate),
      reason: sentences.get(candidate.deployment) ?? '',
      ...noticeOf(candidate, catalog),
    })),
    excluded: decision.excluded.map(({ target, deployment, reason, detail, until }) => ({
      target: deployment,
      provider: target.provider,
      model: target.model,
      reason,
      sentence: sentences.get(deployment) ?? '',
      ...(detail === undefined ? {} : { detail }),
      ...(until === undefined ? {} : { until: atWall(until) }),
    })),
    ...(experiment === undefined ? {} : { experiment: { ...experiment } }),
    experiments: decision.experiments.map((each) => ({ ...each })),
    ...(sticky === undefined ? {} : { sticky: { hit: sticky.hit } }),
    panic: decision.panic,
    relaxed: [...decision.relaxed],
  }
}

function noticeOf(
  { target }: RankedCandidate,
  catalog: Pick<Catalog, 'notice'> | undefined,
): JsonObject {
  const message = catalog?.notice(target)?.message
  return message === undefined ? {} : { notice: message }
}

function rankedJson({ target, deployment, ...candidate }: RankedCandidate): JsonObject {
  const { terms, estimate } = candidate
  return {
    target: deployment,
    provider: target.provider,
    model: target.model,
    failure_domain: candidate.failureDomain,
    utility: finite(candidate.utility),
    terms: {
      cost: finite(terms.cost),
      latency: finite(terms.latency),
      error: finite(terms.error),
      quality: finite(terms.quality),
    },
    estimate: {
      usd: finite(estimate.usd),
      ttft_ms: finite(estimate.ttftMs),
      out_tokens: finite(estimate.outTokens),
      cached_tokens: estimate.cachedTokens,
      p_error: finite(estimate.pError),
      quality: finite(estimate.quality),
    },
    flags: [...candidate.flags],
  }
}

/** Without the digits that adding in binary left behind; what is no number is unknown, and says so. */
function finite(value: number): number | null {
  return Number.isFinite(value) ? Number(value.toPrecision(digits)) : null
}

/** Circuits count in monotonic time; people read a calendar. */
function atWall(monotonicMs: number): string {
  return new Date(systemClock.wall() + monotonicMs - systemClock.now()).toISOString()
}
