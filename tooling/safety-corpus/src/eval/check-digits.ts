import { createHash } from 'node:crypto'

import type { Random } from '../random.ts'

/** So many random digits. */
export function digits(random: Random, count: number): string {
  return Array.from({ length: count }, () => String(Math.floor(random.next() * 10))).join('')
}

/** A body with the check digit of card numbers behind it. */
export function withLuhn(body: string): string {
  let sum = 0
  for (const [at, digit] of Array.from(body).toReversed().entries()) {
    const double = Number(digit) * (at % 2 === 0 ? 2 : 1)
    sum += double > 9 ? double - 9 : double
  }
  return `${body}${String((10 - (sum % 10)) % 10)}`
}

/** An account number with the two check digits of its country and body. */
export function withIbanCheck(country: string, body: string): string {
  const moved = `${body}${country}00`.replaceAll(/[A-Z]/g, (letter) =>
    String(letter.charCodeAt(0) - 55),
  )
  const check = 98n - (BigInt(moved) % 97n)
  return `${country}${String(check).padStart(2, '0')}${body}`
}

const base58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'

/** A made-up address of the oldest kind, with its checksum. */
export function coinAddress(random: Random): string {
  const payload = Buffer.from([0, ...Array.from({ length: 20 }, () => random.next() * 256)])
  const sha = (bytes: Buffer) => createHash('sha256').update(bytes).digest()
  let rest = BigInt(
    `0x${Buffer.concat([payload, sha(sha(payload)).subarray(0, 4)]).toString('hex')}`,
  )
  let address = ''
  for (; rest > 0n; rest /= 58n) address = (base58[Number(rest % 58n)] ?? '') + address
  return `1${address}`
}
