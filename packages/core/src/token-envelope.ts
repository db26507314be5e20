import type { ContinuityToken } from './content.ts'
import { hmacSha256 } from './hmac.ts'
import { isJsonObject } from './json.ts'

const prefix = 'sb1.'
const macBytes = 8

/** Whether a string is an envelope of ours (sealed by any key). */
export function isSealed(data: string): boolean {
  return data.startsWith(prefix)
}

/** A token of another wire as a string that fits any client's slot and comes back unchanged. */
export function sealToken(token: ContinuityToken, key: Uint8Array): string {
  const { kind, data, issuer } = token
  const body = new TextEncoder().encode(JSON.stringify({ kind, data, issuer }))
  const mac = hmacSha256(key, body).subarray(0, macBytes)
  const whole = new Uint8Array(macBytes + body.length)
  whole.set(mac)
  whole.set(body, macBytes)
  return prefix + toBase64Url(whole)
}

/** The token inside an envelope; `undefined` when it was not sealed with this key. */
export function openToken(sealed: string, key: Uint8Array): ContinuityToken | undefined {
  const whole = fromBase64Url(sealed.slice(prefix.length))
  if (whole === undefined || whole.length <= macBytes) return undefined
  const body = whole.subarray(macBytes)
  const mac = hmacSha256(key, body)
  let difference = 0
  for (let i = 0; i < macBytes; i++) difference |= (mac[i] ?? 0) ^ (whole[i] ?? 0)
  if (difference !== 0) return undefined
  const value: unknown = JSON.parse(new TextDecoder().decode(body))
  return isJsonObject(value) ? (value as unknown as ContinuityToken) : undefined
}

function toBase64Url(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 8192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

function fromBase64Url(text: string): Uint8Array | undefined {
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
    return Uint8Array.from(binary, (char) => char.charCodeAt(0))
  } catch {
    return undefined
  }
}
