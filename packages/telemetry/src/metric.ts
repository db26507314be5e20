import type { Edition } from './semconv.ts'

/** One metric: everything that anybody may know of it. */
export interface Metric {
  readonly name: string
  readonly kind: 'counter' | 'histogram' | 'gauge' | 'up-down'
  readonly unit: string
  readonly help: string
  /** Attributes in the order in which values are given; an empty value is an absent attribute. */
  readonly labels: readonly string[]
  /** `also`: one more label, `tenant`, where that is wanted. `only`: kept only there. */
  readonly tenant?: 'also' | 'only' | undefined
  readonly buckets?: readonly number[] | undefined
  /** Absent: written in every mode. */
  readonly edition?: Edition | undefined
}
