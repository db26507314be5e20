import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

import type { Detector, Finding, ScanOptions, Surface } from '../types.ts'

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
  readonly #limit: number
  readonly #queue: number
  readonly #failures: number
  readonly #coolDownMs: number
  readonly #cached: number
  readonly #now: () => number
  readonly #answers = new Map<string, readonly Finding[]>()
  readonly #waiting: (() => void)[] = []
  #running = 0
  #inRow = 0
  #closedUntil = 0

  constructor(options: GuardOptions) {
    this.#limit = options.concurrency ?? 32
    this.#queue = options.queue ?? 64
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
    await this.#enter()
    try {
      const findings = await ask(surface, scan.signal ?? AbortSignal.timeout(2000))
      this.#inRow = 0
      this.#remember(key, findings)
      return findings
    } catch (error) {
      this.#inRow += 1
      if (this.#inRow >= this.#failures) this.#closedUntil = this.#now() + this.#coolDownMs
      throw error
    } finally {
      this.#leave()
    }
  }

  async #enter(): Promise<void> {
    if (this.#running < this.#limit) {
      this.#running += 1
      return
    }
    if (this.#waiting.length >= this.#queue)
      throw new GuardUnavailable('Too many texts wait for the guard.')
    await new Promise<void>((resolve) => {
      this.#waiting.push(resolve)
    })
  }

  /** A place goes to the next in line. */
  #leave(): void {
    const next = this.#waiting.shift()
    if (next === undefined) this.#running -= 1
    else next()
  }

  #remember(key: string, findings: readonly Finding[]): void {
    this.#answers.set(key, findings)
    const [oldest] = this.#answers.keys()
    if (this.#answers.size > this.#cached && oldest !== undefined) this.#answers.delete(oldest)
  }
}

function keyOf({ text, role, trust }: Surface): string {
  return `${role} ${trust} ${bytesToHex(sha256(utf8ToBytes(text)))}`
}
