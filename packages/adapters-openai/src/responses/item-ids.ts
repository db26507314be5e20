import { sha256 } from '@signalbox/core'

const made = /^[a-z]+_sb_/

/** Whether the gateway made this id: no provider has ever stored it. */
export function isMadeId(id: string): boolean {
  return made.test(id)
}

/** A stable item id for an answer of another wire; `prefix` is `msg`, `rs`, `fc`, `ctc`, … */
export function makeItemId(prefix: string, responseId: string, index: number): string {
  return `${prefix}_sb_${responseId.replace(/^resp_/, '').slice(0, 40)}_${String(index)}`
}

/** The id of a response object: the provider's own on this wire, else made from it. */
export function responseIdOf(id: string): string {
  if (id.startsWith('resp_')) return id
  return `resp_${id.replace(/[^a-zA-Z0-9]/g, '').slice(-40)}`
}

/** A call id that fits the 64 characters of this wire; the same long id always gives the same one. */
export function fitCallId(id: string): string {
  if (id.length <= 64) return id
  const digest = sha256(new TextEncoder().encode(id))
  const tail = Array.from(digest.slice(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${id.slice(0, 40)}_${tail}`
}
