import type { ArmState, Verdict } from './arm-run.ts'
import type { Difference } from './difference-sequence.ts'

/** What an experiment reports when it decides something. */
export interface ExperimentEvent {
  readonly type: Verdict
  readonly experiment: string
  readonly arm: string
  readonly metric?: string | undefined
  readonly events?: number | undefined
  readonly treated?: number | undefined
}

/** Where an experiment stands. */
export interface ExperimentStatus {
  readonly id: string
  readonly arms: readonly {
    readonly arm: string
    readonly share: number
    readonly state: ArmState
    readonly units: number
    readonly guardrails: Readonly<
      Record<string, { events: number; treated: number; logEvidence: number }>
    >
    readonly differences: Readonly<Record<string, Difference | undefined>>
    readonly isNonInferior: boolean
    readonly sampleRatioAlarm: boolean
  }[]
}
