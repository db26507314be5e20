import { sha256 } from '@noble/hashes/sha2.js'
import { keccak_256 } from '@noble/hashes/sha3.js'

import { trigger } from '../prefilter/triggers.ts'
import { isAlphanumeric } from './characters.ts'
import { HORIZON, type Recognizer } from './recognizer.ts'

const ADDRESS =
  /(?<![A-Za-z0-9])(?:[13LMD][1-9A-HJ-NP-Za-km-z]{25,34}|(?:bc1|BC1|tb1|ltc1)[02-9ac-hj-np-zAC-HJ-NP-Z]{11,59}|0x[0-9a-fA-F]{40})(?![A-Za-z0-9])/g
const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
const BECH32 = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'
const GENERATORS = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3]

/** Addresses of the large chains whose checksum can be computed. */
export const crypto: Recognizer = {
  types: ['CRYPTO'],
  triggers: trigger.digit,
  find({ text, emit }) {
    for (const match of text.matchAll(ADDRESS)) {
      const [score, rule] = judge(match[0])
      if (score === 0) continue
      emit({ type: 'CRYPTO', start: match.index, end: match.index + match[0].length, score, rule })
    }
  },
  hold(text) {
    let start = text.length
    const least = Math.max(0, text.length - HORIZON)
    while (start > least && isAlphanumeric(text.charCodeAt(start - 1))) start--
    return start > 0 && isAlphanumeric(text.charCodeAt(start - 1)) ? text.length : start
  },
}

function judge(address: string): readonly [score: number, rule: string] {
  if (address.startsWith('0x')) return ethereum(address)
  if (/^(?:bc1|tb1|ltc1)/i.test(address)) return [bech32(address) ? 1 : 0, 'bech32']
  return [base58check(address) ? 1 : 0, 'base58check']
}

/** EIP-55: mixed case is a checksum; one case only is accepted with a lower score. */
function ethereum(address: string): readonly [score: number, rule: string] {
  const body = address.slice(2)
  const lower = body.toLowerCase()
  if (/^(.)\1*$/.test(lower) || /^0{24}/.test(lower)) return [0, 'eth']
  if (body === lower || body === body.toUpperCase()) return [/[a-f]/i.test(body) ? 0.8 : 0, 'eth']
  const hash = keccak_256(new TextEncoder().encode(lower))
  const valid = Array.from(body, (letter, index) => {
    const byte = hash[index >> 1] ?? 0
    const nibble = index % 2 === 0 ? byte >> 4 : byte & 15
    return nibble > 7 ? letter === letter.toUpperCase() : letter === letter.toLowerCase()
  }).every(Boolean)
  return [valid ? 1 : 0, 'eip-55']
}

function base58check(address: string): boolean {
  const bytes: number[] = []
  for (const letter of address) {
    let carry = BASE58.indexOf(letter)
    if (carry < 0) return false
    for (let index = 0; index < bytes.length; index++) {
      carry += (bytes[index] ?? 0) * 58
      bytes[index] = carry & 255
      carry >>= 8
    }
    for (; carry > 0; carry >>= 8) bytes.push(carry & 255)
  }
  for (const letter of address) {
    if (letter !== '1') break
    bytes.push(0)
  }
  if (bytes.length !== 25) return false
  const raw = Uint8Array.from(bytes.toReversed())
  const check = sha256(sha256(raw.subarray(0, 21)))
  return raw.subarray(21).every((byte, index) => byte === check[index])
}

/** BIP 173 and BIP 350. */
function bech32(address: string): boolean {
  const lower = address.toLowerCase()
  if (address !== lower && address !== address.toUpperCase()) return false
  const split = lower.lastIndexOf('1')
  const prefix = Array.from(lower.slice(0, split), (letter) => letter.charCodeAt(0))
  const data = Array.from(lower.slice(split + 1), (letter) => BECH32.indexOf(letter))
  if (data.length < 8 || data.includes(-1)) return false
  let check = 1
  for (const value of [
    ...prefix.map((code) => code >> 5),
    0,
    ...prefix.map((code) => code & 31),
    ...data,
  ]) {
    const top = check >>> 25
    check = ((check & 0x1ffffff) << 5) ^ value
    for (const [bit, generator] of GENERATORS.entries()) if ((top >> bit) & 1) check ^= generator
  }
  return data[0] === 0 ? check === 1 : check === 0x2bc830a3
}
