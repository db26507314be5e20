import { Cusum } from './cusum.ts'

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
  readonly task: string | undefined
  readonly route: string
  readonly stream: boolean
  readonly reasoning: boolean
}

/** A provider counts or answers in another way than it used to. */
export interface DriftEvent {
  readonly kind: 'tokenizer' | 'output'
  readonly provider: string
  readonly model: string
  readonly stratum: string
  /** Relative: 0.05 is five percent more. */
  readonly size: number
  /** Samples since it seems to have begun. */
  readonly since: number
}

/** Where a model stands against its baseline. */
export interface DriftLevel {
  readonly kind: DriftEvent['kind']
  readonly provider: string
  readonly model: string
  /** A moving average over what was asked lately; 1 is the baseline, 1.05 is five percent more. */
  readonly ratio: number
}

/** Watches providers for silent changes, stratum by stratum, so that a change of traffic is none. */
export interface DriftMonitor {
  see(sample: DriftSample): void
  /** Reported over estimated input tokens of a model's text; 1 until learned. */
  tokenRatio(provider: string, model: string, language: string | undefined): number
  /** Of the models whose baseline is learned. */
  levels(): readonly DriftLevel[]
  /** Makes the present the baseline of a model. */
  acknowledge(provider: string, model: string): void
}

type Place = Pick<DriftEvent, 'kind' | 'provider' | 'model'>

const tokenizerBaseline = 500
const outputBaseline = 300
const maxStrata = 5000
/** Of a new sample in the moving average. */
const weight = 0.02

/** Reports every drift once. */
export function createDriftMonitor(emit: (event: DriftEvent) => void): DriftMonitor {
  const strata = new Map<string, Cusum>()
  const recent = new Map<string, { readonly place: Place; deviation: number }>()

  return {
    see(sample) {
      const { provider, model, language, reportedInput, estimatedInput, outTokens } = sample
      if (reportedInput <= 0) return
      if (sample.textOnly && language !== undefined && estimatedInput > 0)
        add(
          'tokenizer',
          { provider, model, stratum: language },
          Math.log(reportedInput / estimatedInput),
        )
      if (!sample.isWhole || outTokens <= 0) return
      const stratum = [
        sample.task ?? sample.route,
        sample.stream ? 'stream' : 'whole',
        sample.reasoning ? 'reasoning' : 'plain',
      ].join(' ')
      add('output', { provider, model, stratum }, Math.log(outTokens / reportedInput))
    },

    tokenRatio(provider, model, language) {
      const stratum = language ?? ''
      return Math.exp(strata.get(keyOf('tokenizer', { provider, model, stratum }))?.level ?? 0)
    },

    levels: () =>
      Array.from(recent.values(), ({ place: { kind, provider, model }, deviation }) => ({
        kind,
        provider,
        model,
        ratio: Math.exp(deviation),
      })),

    acknowledge(provider, model) {
      for (const kind of ['tokenizer', 'output'] as const) {
        const prefix = keyOf(kind, { provider, model, stratum: '' })
        const level = recent.get(prefix)
        if (level !== undefined) level.deviation = 0
        for (const [key, cusum] of strata) if (key.startsWith(prefix)) cusum.acknowledge()
      }
    },
  }

  function add(
    kind: DriftEvent['kind'],
    place: { readonly provider: string; readonly model: string; readonly stratum: string },
    value: number,
  ): void {
    const key = keyOf(kind, place)
    let cusum = strata.get(key)
    if (cusum === undefined) {
      if (strata.size >= maxStrata) return
      cusum = new Cusum(kind === 'tokenizer' ? tokenizerBaseline : outputBaseline)
      strata.set(key, cusum)
    }
    note({ kind, provider: place.provider, model: place.model }, cusum.deviationOf(value))
    const shift = cusum.add(value)
    if (shift !== undefined)
      emit({ kind, ...place, size: Math.expm1(shift.size), since: shift.samples })
  }

  function note(place: Place, deviation: number | undefined): void {
    if (deviation === undefined) return
    const key = keyOf(place.kind, { ...place, stratum: '' })
    const level = recent.get(key) ?? { place, deviation: 0 }
    level.deviation += weight * (deviation - level.deviation)
    recent.set(key, level)
  }
}

function keyOf(
  kind: DriftEvent['kind'],
  { provider, model, stratum }: { provider: string; model: string; stratum: string },
): string {
  return `${kind}\n${provider}\n${model}\n${stratum}`
}
