import { stableHash } from './stable-hash.ts'

/** An id for a call that came without one: the same call gets the same id every time. */
export function madeUpCallId(...seed: readonly (string | number)[]): string {
  return `call_g0${stableHash(seed.join('/'))}`
}

/** Whether an id is ours: the provider gave none, so it gets none back. */
export function isMadeUpCallId(id: string): boolean {
  return /^call_g0[0-9a-z]{11}$/.test(id)
}
