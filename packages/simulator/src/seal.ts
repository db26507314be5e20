import { createHmac } from 'node:crypto'

/** Makes and checks what a provider signs, bound to the simulator's seed. */
export interface Seal {
  /** A signature of exactly this text for this purpose. */
  sign(purpose: string, text: string): string
  holds(purpose: string, text: string, signature: unknown): boolean
  /** An opaque text that only this simulator can read back. */
  wrap(purpose: string, text: string): string
  /** The text, or undefined where this simulator did not issue it. */
  unwrap(purpose: string, wrapped: unknown): string | undefined
}

export function createSeal(seed: number | string): Seal {
  const mac = (purpose: string, text: string): string =>
    createHmac('sha256', `seal:${seed}`).update(`${purpose}\n${text}`).digest('base64')
  const seal: Seal = {
    sign: (purpose, text) => `Eq${mac(purpose, text)}`,
    holds: (purpose, text, signature) => signature === seal.sign(purpose, text),
    wrap: (purpose, text) => {
      const body = Buffer.from(text, 'utf8').toString('base64url')
      return `gAAAA${Buffer.from(mac(purpose, text), 'base64').toString('base64url')}.${body}`
    },
    unwrap: (purpose, wrapped) => {
      if (typeof wrapped !== 'string') return undefined
      const text = Buffer.from(wrapped.slice(wrapped.indexOf('.') + 1), 'base64url').toString()
      return seal.wrap(purpose, text) === wrapped ? text : undefined
    },
  }
  return seal
}
