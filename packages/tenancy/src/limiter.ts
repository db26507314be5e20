import {
  GatewayError,
  type Bus,
  type Outcome,
  type RateLimit,
  type RequestSize,
  type Usage,
} from '@signalbox/core'

import { LimitSet, type LimitRules, type LimitUnits, type Refusal } from './limit-set.ts'
import type { TenantLimits } from './records.ts'

/** Whose limits, in words that may be shown. */
export interface LimitedParty {
  /** `group:…`, `tenant:acme`, `user:…` or `key:…`. */
  readonly name: string
  readonly limits: TenantLimits
}

/** A limit was reached; with `shadow` the request passed all the same. */
export interface LimitEvent {
  readonly type: 'limited'
  readonly name: string
  readonly unit: Refusal['unit']
  readonly shadow: boolean
}

/** One request that was let in. */
export interface Admission {
  /** Once, when it has ended. Without usage nothing was used, but a cut one had read its input. */
  end(usage: Usage | undefined, status: Outcome['status']): void
  readonly limits: () => readonly RateLimit[]
}

/** Lets requests in as far as the limits of all parties allow. */
export interface Limiter {
  /** Throws `rate_limited`; `refused` is called before that with what the headers should say. */
  admit(
    parties: readonly LimitedParty[],
    size: RequestSize,
    refused: (limits: readonly RateLimit[]) => void,
  ): Promise<Admission>
  close(): void
}

/** How limits are counted, and who is told. */
export interface LimiterOptions extends Omit<LimitRules, 'recall'> {
  /** Carries the wish for idle places to the other replicas. */
  readonly bus?: Bus | undefined
  readonly onEvent?: ((event: LimitEvent) => void) | undefined
}

const maxSets = 50_000
const recallTopic = 'limits.recall'

/** A limiter; what nobody used for a while is forgotten. */
export function createLimiter({ bus, onEvent, ...rules }: LimiterOptions): Limiter {
  const sets = new Map<string, LimitSet>()
  const recall = (name: string) => void bus?.publish(recallTopic, { name }).catch(() => undefined)
  const stopListening = bus?.subscribe(recallTopic, ({ name }) => {
    if (typeof name === 'string') sets.get(name)?.giveBack()
  })

  function setOf({ name, limits }: LimitedParty): LimitSet {
    let set = sets.get(name)
    if (set === undefined) {
      if (sets.size >= maxSets) forget()
      set = new LimitSet(name, { ...rules, recall: bus && (() => recall(name)) })
      sets.set(name, set)
    }
    set.configure(limits)
    return set
  }

  function forget(): void {
    const now = rules.clock.now()
    for (const [name, set] of sets) if (set.isIdle(now)) drop(name, set)
    const [oldest] = sets
    if (oldest !== undefined && sets.size >= maxSets) drop(...oldest)
  }

  function drop(name: string, set: LimitSet): void {
    set.close()
    sets.delete(name)
  }

  function tell(set: LimitSet, unit: Refusal['unit']): void {
    onEvent?.({ type: 'limited', name: set.name, unit, shadow: set.shadow })
  }

  return {
    async admit(parties, size, refused) {
      const chosen = parties.map(setOf)
      const estimate = unitsOf(size.tokensIn, size.tokensOut)
      const entered: LimitSet[] = []
      const taken: LimitSet[] = []
      const limits = () => tightest(chosen)
      const undo = () => {
        for (const set of entered) set.leave()
        for (const set of taken) set.settle(estimate, nothing)
      }
      for (const set of chosen) {
        const entering = set.enter()
        const refusal = entering instanceof Promise ? await entering : entering
        if (refusal !== undefined) tell(set, refusal.unit)
        if (refusal !== undefined && !set.shadow) {
          undo()
          refused(limits())
          throw tooMany(set.name, refusal)
        }
        entered.push(set)
      }
      for (const set of chosen) {
        const wait = set.take(estimate)
        const refusal = wait instanceof Promise ? await wait : wait
        if (refusal === undefined) taken.push(set)
        else {
          tell(set, refusal.unit)
          if (set.shadow) continue
          undo()
          refused(limits())
          throw tooMany(set.name, refusal)
        }
      }
      let ended = false
      return {
        end(usage, status) {
          if (ended) return
          ended = true
          const read = status === 'cancelled' ? size.tokensIn : 0
          const actual = usage === undefined ? unitsOf(read, 0) : used(usage)
          for (const set of entered) set.leave()
          for (const set of taken) set.settle(estimate, actual)
        },
        limits,
      }
    },
    close() {
      stopListening?.()
      for (const set of sets.values()) set.close()
    },
  }
}

const nothing: LimitUnits = { requests: 0, tokens: 0, 'input-tokens': 0, 'output-tokens': 0 }

function unitsOf(tokensIn: number, tokensOut: number): LimitUnits {
  return {
    requests: 1,
    tokens: tokensIn + tokensOut,
    'input-tokens': tokensIn,
    'output-tokens': tokensOut,
  }
}

function used({ input, output }: Usage): LimitUnits {
  const written = input.cacheWrite5m + input.cacheWrite1h + input.cacheWriteOther
  const read = input.uncached + input.cacheRead + input.toolUse + written
  return unitsOf(read, output.text + output.reasoning)
}

/** Of every unit the limit with the smallest share left. */
function tightest(sets: readonly LimitSet[]): readonly RateLimit[] {
  const byUnit = new Map<string, RateLimit>()
  for (const limit of sets.flatMap((set) => set.view())) {
    const known = byUnit.get(limit.unit)
    if (known === undefined || shareOf(limit) < shareOf(known)) byUnit.set(limit.unit, limit)
  }
  return [...byUnit.values()]
}

function shareOf({ remaining = 0, limit = 1 }: RateLimit): number {
  return limit === 0 ? 0 : remaining / limit
}

function tooMany(name: string, { unit, limit, waitMs }: Refusal): GatewayError {
  const [kind = ''] = name.split(':')
  const what =
    unit === 'concurrency'
      ? `${String(limit)} requests at once`
      : `${String(limit)} ${unit.replace('-', ' ')} per minute`
  const retryAfterMs = Number.isFinite(waitMs) ? Math.max(1, Math.ceil(waitMs)) : undefined
  return new GatewayError(
    'rate_limited',
    `The limit of this ${kind} is ${what}; retry later or ask for a higher limit.`,
    { origin: 'gateway', ran: 'no', retryAfterMs },
  )
}
