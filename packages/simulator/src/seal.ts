import { createHmac } from 'node:crypto'

/** Makes and checks what a provider signs, bound to the simulator's seed. */
export interface Seal {
  /** A signature of exactly this text for this purpose, in base64. */
  sign(purpose: string, text: string): string
  holds(purpose: string, text: string, signature: unknown): boolean
  /** An opaque base64 text that only this simulator can read back. */
  wrap(purpose: string, text: string): string
  /** The text, or undefined where this simulator did not issue it. */
  unwrap(purpose: string, wrapped: unknown): string | undefined
}

const HEAD = Buffer.from([0x80, 0, 0, 0])
const MAC_BYTES = 32

export function createSeal(seed: number | string): Seal {
  const mac = (purpose: string, text: string): Buffer =>
    createHmac('sha256', `seal:${seed}`).update(`${purpose}\n${text}`).digest()
  const seal: Seal = {
    sign: (purpose, text) => Buffer.concat([HEAD, mac(purpose, text)]).toString('base64'),
    holds: (purpose, text, signature) => signature === seal.sign(purpose, text),
    wrap: (purpose, text) =>
      Buffer.concat([HEAD, mac(purpose, text), Buffer.from(text, 'utf8')]).toString('base64'),
    unwrap: (purpose, wrapped) => {
      if (typeof wrapped !== 'string') return undefined
      const bytes = Buffer.from(wrapped, 'base64').subarray(HEAD.length + MAC_BYTES)
      const text = bytes.toString('utf8')
      return seal.wrap(purpose, text) === wrapped ? text : undefined
    },
  }
  return seal
}
