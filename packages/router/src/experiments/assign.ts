import { fraction, murmur3 } from '../murmur3.ts'
import type { CompiledArm, CompiledExperiment } from '../policy/compiled-policy.ts'

/** Where a unit stands in [0, 1) of an experiment; the same everywhere and for ever. */
export function bucketOf(salt: string, unit: string): number {
  return fraction(murmur3(`${salt}:${unit}`))
}

/** An arm's share of all units after so many ms of ramp. */
export function shareOf(arm: CompiledArm, elapsedMs: number): number {
  return arm.rampMs <= 0 ? arm.p : arm.p * Math.min(1, Math.max(0, elapsedMs) / arm.rampMs)
}

/**
 * The treatment of a bucket, or -1 for the control. Treatment j starts at j/J, so growing a share
 * only moves units from the control into it.
 */
export function armOf(
  arms: readonly CompiledArm[],
  bucket: number,
  shares: readonly number[],
): number {
  const j = Math.min(arms.length - 1, Math.floor(bucket * arms.length))
  const offset = bucket - j / arms.length
  return offset < (shares[j] ?? 0) ? j : -1
}

/** Whether a unit belongs to this experiment among those that share its layer. */
export function isInLayer(
  experiment: CompiledExperiment,
  all: readonly CompiledExperiment[],
  unit: string,
): boolean {
  const { layer } = experiment
  if (layer === undefined) return true
  const sharing = all.filter((other) => other.layer === layer)
  return sharing[Math.floor(bucketOf(`layer:${layer}`, unit) * sharing.length)] === experiment
}
