import { GatewayError, type Finish, type JsonObject } from '@signalbox/core'

/** An answer that was not given, whoever refused it and in whatever words. */
export interface Refusal {
  readonly by: 'provider' | 'gateway'
  readonly provider?: string
  readonly stage: 'input' | 'output'
  readonly category?: string
  /** The provider's own word. */
  readonly native: string
}

/** The refusal that an ending tells; undefined where the answer ended otherwise. */
export function refusalOf(finish: Finish | undefined, provider?: string): Refusal | undefined {
  if (finish?.reason !== 'content-filter' && finish?.reason !== 'refusal') return undefined
  const { native, details } = finish
  const category = details?.['category']
  return {
    by: native === undefined ? 'gateway' : 'provider',
    ...(provider === undefined ? {} : { provider }),
    stage: 'output',
    ...(typeof category === 'string' ? { category } : {}),
    // Some give a text of refusal for an answer, and their ending is that of any other.
    native: finish.reason === 'refusal' ? 'refusal' : (native ?? finish.reason),
  }
}

/** The refusal that an error of a provider tells; undefined for other errors. */
export function errorRefusal(error: unknown, provider?: string): Refusal | undefined {
  if (!GatewayError.is(error)) return undefined
  const { origin, verdict, native, provider: named = provider } = error.details
  if (origin !== 'provider' || verdict !== 'refused') return undefined
  return {
    by: 'provider',
    ...(named === undefined ? {} : { provider: named }),
    stage: 'input',
    native: native?.code ?? verdict,
  }
}

/** A prompt that the provider did not answer at all, in the provider's own words. */
export function promptRefusal(blocked: JsonObject, provider?: string): Refusal {
  const native = Object.values(blocked).find((value) => typeof value === 'string')
  return {
    by: 'provider',
    ...(provider === undefined ? {} : { provider }),
    stage: 'input',
    native: typeof native === 'string' ? native : 'blocked',
  }
}
