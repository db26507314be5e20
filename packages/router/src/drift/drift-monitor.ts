import type { FinishReason } from '@signalbox/core'

import { Cusum, type CusumBaseline, type Shift } from './cusum.ts'
import { ShareCusum } from './share-cusum.ts'

/** One answer as drift looks at it. */
export interface DriftSample {
  readonly provider: string
  readonly model: string
  /** Tokens the router expected. */
  readonly estimatedInput: number
  readonly reportedInput: number
  readonly outTokens: number
  /** Language or script: tokenisers treat each in its own way. */
  readonly language: string | undefined
  /** Only text: media and tools are counted by other rules. */
  readonly textOnly: boolean
  readonly isWhole: boolean
  /** Absent: nobody said how it ended. */
  readonly finish?: FinishReason | undefined
  readonly task: string | undefined
  readonly route: string
  readonly stream: boolean
  readonly reasoning: boolean
}

/** What may drift: how text is counted, how long answers are, how many are refused, how many are cut. */
export const driftKinds = ['tokenizer', 'output', 'refusal', 'cut'] as const

/** One of them. */
export type DriftKind = (typeof driftKinds)[number]

/** A provider counts or answers in another way than it used to. */
export interface DriftEvent {
  readonly kind: DriftKind
  readonly provider: string
  readonly model: string
  readonly stratum: string
  /** Of tokens relative: 0.05 is five percent more. Of refusals and cuts by how much their share has risen. */
  readonly size: number
  /** Samples since it seems to have begun. */
  readonly since: number
}

/** Where a model stands against its baseline. */
export interface DriftLevel {
  readonly kind: DriftKind
  readonly provider: string
  readonly model: string
  /** A moving average over what was asked lately; 1 is the baseline, 1.05 is five percent more. */
  readonly ratio: number
}

/** What is watched by itself. */
export type Stratum = Pick<DriftEvent, 'kind' | 'provider' | 'model' | 'stratum'>

/** Hears what drift sees here, for the other replicas. */
export interface DriftWitness {
  sampled(key: string, stratum: Stratum, value: number): void
  shifted(key: string, stratum: Stratum, shift: Shift): void
  acknowledged(provider: string, model: string): void
}

/** Watches providers for silent changes, stratum by stratum, so that a change of traffic is none. */
export interface DriftMonitor {
  see(sample: DriftSample): void
  /** What other replicas saw of a stratum, and whether one of them called that a drift. */
  hear(stratum: Stratum, values: readonly number[], shift: Shift | undefined): void
  /** Reported over estimated input tokens of a model's text; 1 until learned. */
  tokenRatio(provider: string, model: string, language: string | undefined): number
  /** What was found and nobody has acknowledged. */
  shifts(): readonly DriftEvent[]
  /** Of the models whose baseline is learned. */
  levels(): readonly DriftLevel[]
  /** Makes the present the baseline of a model; `isHeard`: the others know. */
  acknowledge(provider: string, model: string, isHeard?: boolean): void
  /** For a replica that begins. */
  baselines(): readonly (readonly [Stratum, CusumBaseline, Shift | undefined])[]
  adopt(stratum: Stratum, baseline: CusumBaseline, shift: Shift | undefined): void
}

type Place = Pick<DriftEvent, 'kind' | 'provider' | 'model'>

const tokenizerBaseline = 500
const outputBaseline = 300
const maxStrata = 5000
const refusals: ReadonlySet<FinishReason> = new Set(['refusal', 'content-filter', 'recitation'])
const mostBaselines = 500
/** Of a new sample in the moving average. */
const weight = 0.02

/** Reports every drift once. */
export function createDriftMonitor(
  emit: (event: DriftEvent) => void,
  witness?: DriftWitness,
): DriftMonitor {
  const strata = new Map<
    string,
    { readonly stratum: Stratum; readonly cusum: Cusum | ShareCusum }
  >()
  const recent = new Map<string, { readonly place: Place; deviation: number }>()

  return {
    see(sample) {
      const { provider, model, language, reportedInput, estimatedInput, outTokens } = sample
      if (reportedInput <= 0) return
      if (sample.textOnly && language !== undefined && estimatedInput > 0)
        seen(
          { kind: 'tokenizer', provider, model, stratum: language },
          Math.log(reportedInput / estimatedInput),
        )
      const stratum = [
        sample.task ?? sample.route,
        sample.stream ? 'stream' : 'whole',
        sample.reasoning ? 'reasoning' : 'plain',
      ].join(' ')
      if (sample.isWhole && outTokens > 0)
        seen({ kind: 'output', provider, model, stratum }, Math.log(outTokens / reportedInput))
      if (sample.finish === undefined) return
      seen({ kind: 'refusal', provider, model, stratum }, Number(refusals.has(sample.finish)))
      seen({ kind: 'cut', provider, model, stratum }, Number(sample.finish === 'length'))
    },

    hear(stratum, values, shift) {
      const key = keyOf(stratum)
      // It is told already: what follows must not tell it again.
      if (shift !== undefined) cusumOf(key, stratum)?.heard(shift)
      for (const value of values) add(key, stratum, value)
    },

    tokenRatio(provider, model, language) {
      const key = keyOf({ kind: 'tokenizer', provider, model, stratum: language ?? '' })
      const cusum = strata.get(key)?.cusum
      return cusum instanceof Cusum ? Math.exp(cusum.level ?? 0) : 1
    },

    shifts: () =>
      [...strata.values()].flatMap(({ stratum, cusum: { shift } }) =>
        shift === undefined ? [] : [eventOf(stratum, shift)],
      ),

    levels: () =>
      Array.from(recent.values(), ({ place: { kind, provider, model }, deviation }) => ({
        kind,
        provider,
        model,
        ratio: Math.exp(deviation),
      })),

    acknowledge(provider, model, isHeard = false) {
      if (!isHeard) witness?.acknowledged(provider, model)
      for (const kind of driftKinds) {
        const prefix = keyOf({ kind, provider, model, stratum: '' })
        const level = recent.get(prefix)
        if (level !== undefined) level.deviation = 0
        for (const [key, { cusum }] of strata) if (key.startsWith(prefix)) cusum.acknowledge()
      }
    },

    baselines: () =>
      [...strata.values()]
        .slice(-mostBaselines)
        .map(({ stratum, cusum }) => [stratum, cusum.baseline, cusum.shift] as const),

    adopt(stratum, baseline, shift) {
      cusumOf(keyOf(stratum), stratum)?.adopt(baseline, shift)
    },
  }

  function seen(stratum: Stratum, value: number): void {
    const key = keyOf(stratum)
    witness?.sampled(key, stratum, value)
    add(key, stratum, value)
  }

  function add(key: string, stratum: Stratum, value: number): void {
    const cusum = cusumOf(key, stratum)
    if (cusum === undefined) return
    const { kind, provider, model } = stratum
    if (cusum instanceof Cusum) note({ kind, provider, model }, cusum.deviationOf(value))
    const shift = cusum.add(value)
    if (shift === undefined) return
    emit(eventOf(stratum, shift))
    witness?.shifted(key, stratum, shift)
  }

  function cusumOf(key: string, stratum: Stratum): Cusum | ShareCusum | undefined {
    const known = strata.get(key)
    if (known !== undefined || strata.size >= maxStrata) return known?.cusum
    const cusum = detectorOf(stratum.kind)
    strata.set(key, { stratum, cusum })
    return cusum
  }

  function note(place: Place, deviation: number | undefined): void {
    if (deviation === undefined) return
    const key = keyOf({ ...place, stratum: '' })
    const level = recent.get(key) ?? { place, deviation: 0 }
    level.deviation += weight * (deviation - level.deviation)
    recent.set(key, level)
  }
}

function detectorOf(kind: DriftKind): Cusum | ShareCusum {
  switch (kind) {
    case 'tokenizer':
      return new Cusum(tokenizerBaseline)
    case 'output':
      return new Cusum(outputBaseline)
    case 'refusal':
    case 'cut':
      return new ShareCusum(outputBaseline)
  }
}

/** Ratios were watched by their logarithms, shares as they are. */
function eventOf(stratum: Stratum, { size, samples }: Shift): DriftEvent {
  const isRatio = stratum.kind === 'tokenizer' || stratum.kind === 'output'
  return { ...stratum, size: isRatio ? Math.expm1(size) : size, since: samples }
}

function keyOf({ kind, provider, model, stratum }: Stratum): string {
  return `${kind}\n${provider}\n${model}\n${stratum}`
}
