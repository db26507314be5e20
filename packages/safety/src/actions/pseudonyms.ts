import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

import type { RestoreOptions } from '../types.ts'

/** What a token stands for. */
export interface Pseudonym {
  readonly token: string
  readonly value: string
  readonly restore: RestoreOptions
}

/** Each token of a text: `<LABEL_N_NONCE>`. */
export function tokensIn(
  text: string,
): readonly { readonly token: string; readonly index: number }[] {
  const matches = text.matchAll(/<[A-Z][A-Z0-9_]{0,23}_[1-9][0-9]{0,5}_[a-z0-9]{4}>/g)
  return [...matches].map(({ 0: token, index }) => ({ token, index }))
}

/** The tokens of one request: they live as long as it does and are never shared. */
export class Pseudonyms {
  readonly nonce: string
  readonly #byValue = new Map<string, Pseudonym>()
  readonly #byToken = new Map<string, Pseudonym>()
  readonly #reserved = new Set<string>()
  readonly #counts = new Map<string, number>()

  constructor(nonce: string) {
    this.nonce = nonce
  }

  get size(): number {
    return this.#byToken.size
  }

  /** Every token and its value, in the order of appearance. */
  entries(): readonly Pseudonym[] {
    return [...this.#byToken.values()]
  }

  /** Literals of the input that look like our own tokens stay what they are. */
  reserve(text: string): void {
    if (!text.includes(`_${this.nonce}>`)) return
    for (const { token } of tokensIn(text))
      if (token.endsWith(`_${this.nonce}>`)) this.#reserved.add(token)
  }

  /** The token of a value; the same value of the same type has one token. */
  tokenFor(label: string, type: string, value: string, restore: RestoreOptions): string {
    const key = `${type}\u0000${value}`
    const known = this.#byValue.get(key)
    if (known !== undefined) return known.token
    let count = this.#counts.get(label) ?? 0
    let token: string
    do {
      count += 1
      token = `<${label}_${String(count)}_${this.nonce}>`
    } while (this.#reserved.has(token) || this.#byToken.has(token))
    this.#counts.set(label, count)
    const pseudonym = { token, value, restore }
    this.#byValue.set(key, pseudonym)
    this.#byToken.set(token, pseudonym)
    return token
  }

  /** Takes a token as it was given out before. */
  adopt(pseudonym: Pseudonym): void {
    this.#byToken.set(pseudonym.token, pseudonym)
  }

  get(token: string): Pseudonym | undefined {
    return this.#byToken.get(token)
  }
}

/** What a nonce is derived from: it stays the same for the turns of one conversation. */
export interface NonceScope {
  readonly tenant: string
  readonly policy: string
  readonly conversation: string
}

/** Four characters of an HMAC: nobody without the key can guess a tenant's tokens. */
export function nonceOf(key: Uint8Array, scope: NonceScope): string {
  const text = [scope.tenant, scope.policy, scope.conversation].join('\u0000')
  const digest = hmac(sha256, key, utf8ToBytes(text))
  const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789'
  return Array.from(digest.subarray(0, 4), (byte) => alphabet[byte % 36]).join('')
}

/** A conversation that has no id is known by its first words. */
export function conversationOf(firstUserText: string): string {
  return bytesToHex(sha256(utf8ToBytes(firstUserText)))
}
