import type { Condition } from '../expression/compile-expression.ts'
import type { RuleEffect } from './policy.ts'
import type { Objective } from './presets.ts'

/** A task of a policy, ready to be asked. */
export interface CompiledTask {
  readonly name: string
  readonly when: Condition | undefined
  readonly prefer: readonly string[]
  readonly minQuality: number
  readonly boost: Readonly<Record<string, number>>
  readonly outTokens: number | undefined
}

/** A belief about models that holds while its condition does. */
export interface CompiledPrior {
  readonly name: string
  readonly when: Condition
  readonly boost: Readonly<Record<string, number>>
}

/** A rule, ready to be asked. */
export interface CompiledRule {
  readonly name: string
  readonly when: Condition
  readonly then: RuleEffect
}

/** One arm beside the control. */
export interface CompiledArm {
  readonly name: string
  readonly p: number
  readonly rampMs: number
  /** The policy under which its units are decided; undefined changes targets only. */
  readonly policy: CompiledPolicy | undefined
  readonly targets: Readonly<Record<string, readonly string[]>>
}

/** An experiment, ready to assign. */
export interface CompiledExperiment {
  readonly id: string
  readonly when: Condition | undefined
  readonly unit: 'conversation' | 'session' | 'user' | 'request'
  readonly salt: string
  readonly layer: string | undefined
  readonly shadow: boolean
  readonly arms: readonly CompiledArm[]
  readonly alpha: number
  readonly margins: { readonly quality: number; readonly ttft: number; readonly cost: number }
  readonly minUnits: number
  readonly metrics: readonly string[]
  readonly rollback: 'auto' | 'alert'
  readonly promote: 'manual' | 'auto'
}

/** A policy with its defaults filled in and its conditions compiled. */
export interface CompiledPolicy extends Objective {
  readonly name: string
  readonly version: string
  readonly failSeconds: number
  readonly tailWeight: number
  readonly quality: Readonly<Record<string, Readonly<Record<string, number>>>>
  readonly tasks: readonly CompiledTask[]
  readonly priors: readonly CompiledPrior[]
  readonly rules: readonly CompiledRule[]
  readonly minQuality: number
  readonly maxUsd: number
  readonly maxLatencyMs: number
  readonly prices: {
    readonly unknown: 'exclude' | 'allow'
    readonly suspect: 'exclude' | 'allow'
    readonly assumeUsdPer1M: number | undefined
  }
  readonly dataClasses: Readonly<Record<string, readonly string[]>>
  readonly affinity: {
    readonly scope: 'conversation' | 'session' | 'user' | 'tenant' | 'none'
    readonly ttlMs: number
    readonly mode: 'priced' | 'strict' | 'off'
    readonly turnsLeft: number
    readonly switchMargin: number
  }
  readonly choice: {
    readonly mode: 'softmax' | 'argmin' | 'weighted'
    readonly band: number
    readonly explore: number
    readonly exploreAfterMs: number
  }
  readonly split:
    | {
        readonly base: readonly string[]
        readonly strong: readonly string[]
        readonly share: number
        readonly escalate: Condition | undefined
      }
    | undefined
  readonly errorRate: {
    /** The same numbers, the same key: what was counted survives a reload. */
    readonly key: string
    readonly above: number
    readonly below: number
    readonly windowMs: number
    readonly minRequests: number
    readonly minErrors: number
    readonly action: 'last' | 'price' | 'off'
  }
  readonly experiments: readonly CompiledExperiment[]
  readonly learned: { readonly artifact: string; readonly control: number } | undefined
}
