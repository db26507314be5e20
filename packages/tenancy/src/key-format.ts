/** A gateway key taken apart; `checksum` was right. */
export interface ParsedKey {
  readonly id: string
}

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const idLength = 10
/** 43 letters of 62 hold 256 bits. */
const secretLength = 43
const checksumLength = 6
const pattern = /^sb-([0-9A-Za-z]{1,32})-([0-9A-Za-z]{43})-([0-9A-Za-z]{6})$/

/** Fills bytes with randomness, as `crypto.getRandomValues` does. */
export type FillRandom = (bytes: Uint8Array<ArrayBuffer>) => Uint8Array

/** A new id of a key: no secret. */
export function newKeyId(fill: FillRandom): string {
  return letters(idLength, fill)
}

/** A new key for an id, to be shown once. */
export function newKey(id: string, fill: FillRandom): string {
  const body = `sb-${id}-${letters(secretLength, fill)}`
  return `${body}-${checksumOf(body)}`
}

/** Whether a text claims to be one of our keys. */
export function claimsToBeKey(text: string): boolean {
  return text.startsWith('sb-')
}

/** Takes a key apart; undefined when it was mistyped, cut or made up. */
export function parseKey(text: string): ParsedKey | undefined {
  const [, id, , checksum] = pattern.exec(text) ?? []
  if (id === undefined) return undefined
  const body = text.slice(0, -(checksumLength + 1))
  return checksumOf(body) === checksum ? { id } : undefined
}

function letters(count: number, fill: FillRandom): string {
  let text = ''
  const bytes = new Uint8Array(count * 2)
  while (text.length < count) {
    fill(bytes)
    for (const byte of bytes) {
      // Above 248 the first letters would come more often.
      if (byte < 248 && text.length < count) text += alphabet.charAt(byte % 62)
    }
  }
  return text
}

/** CRC-32: finds slips of the hand, protects nothing. */
function checksumOf(text: string): string {
  let crc = 0xffff_ffff
  for (let i = 0; i < text.length; i++) {
    crc ^= text.charCodeAt(i)
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb8_8320 : crc >>> 1
  }
  let rest = (crc ^ 0xffff_ffff) >>> 0
  let out = ''
  for (let i = 0; i < checksumLength; i++) {
    out = alphabet.charAt(rest % 62) + out
    rest = Math.floor(rest / 62)
  }
  return out
}
