import { getOrMake } from '../get-or-make.ts'
import { DifferenceSequence, type Difference, type DifferenceSums } from './difference-sequence.ts'
import { Guardrail, type GuardrailSums } from './guardrail.ts'

/** What an experiment can find out about an arm. */
export const verdicts = ['rolled-back', 'harm', 'promotable', 'promoted', 'sample-ratio'] as const

/** One of them; each is found once. */
export type Verdict = (typeof verdicts)[number]

/** Whether an arm still takes part. */
export type ArmState = 'running' | 'rolled-back' | 'promoted'

/** Everything an arm has shown, for a replica that begins. */
export interface ArmSums {
  readonly units: number
  readonly controls: number
  readonly verdicts: readonly Verdict[]
  readonly ratio: GuardrailSums
  readonly guards: Readonly<Record<string, GuardrailSums>>
  readonly means: Readonly<Record<string, DifferenceSums>>
}

/** One arm beside the control, and what both have shown. */
export class ArmRun {
  readonly name: string
  units = 0
  controls = 0
  readonly #alpha: number
  readonly #ratio: Guardrail
  readonly #verdicts = new Set<Verdict>()
  readonly #guards = new Map<string, Guardrail>()
  readonly #means = new Map<string, DifferenceSequence>()

  /** `share` of the units that are its own or the control's, when it starts. */
  constructor(name: string, share: number, alpha: number) {
    this.name = name
    this.#alpha = alpha
    this.#ratio = new Guardrail(share)
  }

  get state(): ArmState {
    if (this.#verdicts.has('rolled-back')) return 'rolled-back'
    return this.#verdicts.has('promoted') ? 'promoted' : 'running'
  }

  knows(verdict: Verdict): boolean {
    return this.#verdicts.has(verdict)
  }

  /** False: that was known. */
  conclude(verdict: Verdict): boolean {
    const isNew = !this.#verdicts.has(verdict)
    this.#verdicts.add(verdict)
    return isNew
  }

  /** A new unit of this arm or of the control; the evidence that they get other shares than they should. */
  assigned(isOwn: boolean, share: number): number {
    if (isOwn) this.units++
    else this.controls++
    this.#ratio.add(isOwn, share)
    return this.#ratio.logEvidence
  }

  /** A unit's first bad event of this kind. */
  bad(metric: string, isOwn: boolean, share: number): Guardrail {
    const guard = getOrMake(this.#guards, metric, () => new Guardrail(share))
    guard.add(isOwn, share)
    return guard
  }

  /** The mean of a unit that has ended. `start` centres the first one. */
  mean(
    metric: string,
    unit: { readonly isOwn: boolean; readonly share: number; readonly mean: number },
    start: number | undefined,
  ): void {
    const make = () => new DifferenceSequence(this.#alpha, start)
    getOrMake(this.#means, metric, make).add(unit.isOwn, unit.share, unit.mean)
  }

  difference(metric: string): Difference | undefined {
    return this.#means.get(metric)?.read()
  }

  get differences(): Readonly<Record<string, Difference | undefined>> {
    return Object.fromEntries([...this.#means].map(([metric, each]) => [metric, each.read()]))
  }

  get guardrails(): Readonly<
    Record<string, { events: number; treated: number; logEvidence: number }>
  > {
    return Object.fromEntries(
      [...this.#guards].map(([metric, { events, treated, logEvidence }]) => [
        metric,
        { events, treated, logEvidence },
      ]),
    )
  }

  get sums(): ArmSums {
    const all = <Sums>(map: ReadonlyMap<string, { readonly sums: Sums }>) =>
      Object.fromEntries([...map].map(([metric, { sums }]) => [metric, sums]))
    return {
      units: this.units,
      controls: this.controls,
      verdicts: [...this.#verdicts],
      ratio: this.#ratio.sums,
      guards: all(this.#guards),
      means: all(this.#means),
    }
  }

  /** Goes on from where it stands elsewhere, if that has seen more. */
  adopt(sums: ArmSums): void {
    for (const verdict of sums.verdicts) this.#verdicts.add(verdict)
    if (sums.units + sums.controls <= this.units + this.controls) return
    this.units = sums.units
    this.controls = sums.controls
    this.#ratio.adopt(sums.ratio)
    this.#guards.clear()
    this.#means.clear()
    for (const [metric, guard] of Object.entries(sums.guards))
      getOrMake(this.#guards, metric, () => new Guardrail(0)).adopt(guard)
    for (const [metric, mean] of Object.entries(sums.means))
      getOrMake(this.#means, metric, () => new DifferenceSequence(this.#alpha)).adopt(mean)
  }
}
