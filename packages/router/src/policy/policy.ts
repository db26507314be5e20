type Optional<T> = { readonly [Key in keyof T]?: T[Key] | undefined }

/** What a rule does to the requests it matches. */
export type RuleEffect = Optional<{
  only: readonly string[]
  ignore: readonly string[]
  /** First, in this order. */
  order: readonly string[]
  minQuality: number
  maxUsd: number
  maxLatencyMs: number
  region: string
  /** Go on under another policy. */
  policy: string
  /** Refuse, with these words. */
  deny: string
}>

/** One treatment of an experiment. */
export interface PolicyArm {
  readonly p: number
  /** Grows to `p` over this time. */
  readonly rampSeconds?: number | undefined
  /** A patch of the policy. */
  readonly set?: Readonly<Record<string, unknown>> | undefined
  /** Other targets for a model. */
  readonly targets?: Readonly<Record<string, readonly string[]>> | undefined
}

/** An experiment as data. */
export interface PolicyExperiment extends Optional<{
  when: string
  salt: string
  layer: string
  /** The arm is only assigned and logged. */
  shadow: boolean
  alpha: number
  margins: Optional<{ quality: number; ttft: number; cost: number }>
  minUnits: number
  metrics: readonly string[]
  rollback: 'auto' | 'alert'
  promote: 'manual' | 'auto'
}> {
  readonly id: string
  readonly unit: 'conversation' | 'session' | 'user' | 'request'
  /** The treatments; what is left is the control. */
  readonly arms: Readonly<Record<string, PolicyArm>>
}

/** A belief about models that holds while its condition does, and where it comes from. */
export interface PolicyPrior {
  readonly when: string
  readonly boost: Readonly<Record<string, number>>
  readonly source: string
}

/** What YAML, JSON or code may say about routing. */
export type Policy = Optional<{
  extends: string
  objective: Optional<{
    preset: 'cheap' | 'balanced' | 'fast' | 'best'
    usdPerSecond: number
    usdPerQualityPoint: number
    failSeconds: number
    tailWeight: number
  }>
  /** By task (or `default`) and model glob, from 0 to 1. */
  quality: Readonly<Record<string, Readonly<Record<string, number>>>>
  tasks: Readonly<
    Record<
      string,
      Optional<{
        when: string
        prefer: readonly string[]
        minQuality: number
        boost: Readonly<Record<string, number>>
        outTokens: number
      }>
    >
  >
  priors: 'shipped' | 'none' | Readonly<Record<string, PolicyPrior>>
  rules: readonly {
    readonly name?: string | undefined
    readonly when: string
    readonly then: RuleEffect
  }[]
  floors: Optional<{ quality: number }>
  ceilings: Optional<{ usd: number; latencyMs: number }>
  prices: Optional<{
    unknown: 'exclude' | 'allow'
    suspect: 'exclude' | 'allow'
    assumeUsdPer1M: number
  }>
  /** Tags a target must carry to see a class of data. */
  dataClasses: Readonly<Record<string, readonly string[]>>
  affinity: Optional<{
    scope: 'conversation' | 'session' | 'user' | 'tenant' | 'none'
    ttlSeconds: number
    mode: 'priced' | 'strict' | 'off'
    turnsLeft: number
    switchMargin: number
  }>
  choice: Optional<{
    mode: 'softmax' | 'argmin' | 'weighted'
    band: number
    explore: number
    exploreAfterSeconds: number
  }>
  /** Most requests to the base, the rest and the hard ones to the strong. */
  split: {
    readonly base: readonly string[]
    readonly strong: readonly string[]
    readonly share?: number | undefined
    readonly escalate?: string | undefined
  }
  errorRate: Optional<{
    above: number
    below: number
    windowSeconds: number
    minRequests: number
    minErrors: number
    action: 'last' | 'price' | 'off'
  }>
  experiments: readonly PolicyExperiment[]
  /** Quality from a fitted model instead of the tables. */
  learned: {
    readonly enabled?: boolean | undefined
    /** The file of `signalbox router fit`. */
    readonly artifact: string
    /** Share of conversations that stay on the tables; default 0.05. */
    readonly control?: number | undefined
  }
}>
