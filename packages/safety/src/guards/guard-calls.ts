import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

import type { Detector, Finding, ScanOptions, Surface } from '../types.ts'
import { TooManyWait, Turns } from './turns.ts'

/** What every remote guard is made with. */
export interface GuardOptions {
  /** Name for `detect`; each guard has a default. */
  readonly id?: string
  /** How the guard reaches its service. */
  readonly fetch: typeof globalThis.fetch
  /** Calls at a time; default 32. */
  readonly concurrency?: number
  /** Calls that may wait; default 64. A longer queue fails at once. */
  readonly queue?: number
  /** Failures in a row that stop calls for a while; default 5. */
  readonly failures?: number
  readonly coolDownMs?: number
  /** Answers that are remembered; default 1000. */
  readonly cached?: number
  /** Monotonic ms; default `performance.now`. */
  readonly now?: () => number
}

/** One question to a service. */
export type Ask = (surface: Surface, signal: AbortSignal) => Promise<Finding[]>

/** A guard is too busy, or its service fails too often to be asked now. */
export class GuardUnavailable extends Error {
  override readonly name = 'GuardUnavailable'
}

/** A detector behind a queue, a breaker and a cache. */
export function remoteGuard(
  about: { readonly id: string; readonly version: string; readonly types: readonly string[] },
  ask: Ask,
  options: GuardOptions,
): Detector {
  const calls = new Calls(options)
  return {
    ...about,
    kind: 'remote',
    scan: (surface, scan) => calls.run(surface, scan, ask),
  }
}

class Calls {
  readonly #turns: Turns
  readonly #failures: number
  readonly #coolDownMs: number
  readonly #cached: number
  readonly #now: () => number
  readonly #answers = new Map<string, readonly Finding[]>()
  #inRow = 0
  #closedUntil = 0

  constructor(options: GuardOptions) {
    this.#turns = new Turns(options.concurrency ?? 32, options.queue ?? 64)
    this.#failures = options.failures ?? 5
    this.#coolDownMs = options.coolDownMs ?? 10_000
    this.#cached = options.cached ?? 1000
    this.#now = options.now ?? (() => performance.now())
  }

  async run(surface: Surface, scan: ScanOptions, ask: Ask): Promise<Finding[]> {
    const key = keyOf(surface)
    const known = this.#answers.get(key)
    if (known !== undefined) return known.map((finding) => ({ ...finding, path: surface.path }))
    if (this.#now() < this.#closedUntil)
      throw new GuardUnavailable('The guard failed too often and is not asked for a while.')
    return await this.#turns
      .run(() => this.#ask(key, surface, scan, ask))
      .catch((error: unknown) => {
        if (error instanceof TooManyWait)
          throw new GuardUnavailable('Too many texts wait for the guard.', { cause: error })
        throw error
      })
  }

  async #ask(key: string, surface: Surface, scan: ScanOptions, ask: Ask): Promise<Finding[]> {
    const signal = scan.signal ?? AbortSignal.timeout(2000)
    try {
      const findings = await ask(surface, signal)
      this.#inRow = 0
      this.#remember(key, findings)
      return findings
    } catch (error) {
      // Who leaves says nothing about the service.
      const hasLeft = signal.aborted && !isTimeout(signal.reason)
      if (!hasLeft) this.#inRow += 1
      if (this.#inRow >= this.#failures) this.#closedUntil = this.#now() + this.#coolDownMs
      throw error
    }
  }

  #remember(key: string, findings: readonly Finding[]): void {
    this.#answers.set(key, findings)
    const [oldest] = this.#answers.keys()
    if (this.#answers.size > this.#cached && oldest !== undefined) this.#answers.delete(oldest)
  }
}

function isTimeout(reason: unknown): boolean {
  return reason instanceof Error && reason.name === 'TimeoutError'
}

function keyOf({ text, role, trust }: Surface): string {
  return `${role} ${trust} ${bytesToHex(sha256(utf8ToBytes(text)))}`
}
