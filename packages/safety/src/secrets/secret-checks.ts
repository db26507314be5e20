const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const PLACEHOLDER =
  /example|sample|your[-_]|placeholder|changeme|change[-_]me|dummy|redacted|xxxx|\*{4}|\.{4}|0{8}|1234567890|abcdefgh|<[^>]*>|\$\{|\{\{|%\(|process\.env|os\.environ|getenv|env\.|secrets?\.|insert[-_]|replace[-_]|todo|fixme|not[-_]?a[-_]?real/i

/** The last six characters are the CRC32 of those between prefix and checksum, in base 62. */
export function githubChecksum(token: string): boolean {
  const body = token.slice(token.indexOf('_') + 1)
  return crc32Base62(body.slice(0, -6)) === body.slice(-6)
}

/** CRC32 in base 62, six digits. */
export function crc32Base62(text: string): string {
  let rest = crc32(text)
  let digits = ''
  for (let place = 0; place < 6; place++) {
    digits = (BASE62[rest % 62] ?? '0') + digits
    rest = Math.floor(rest / 62)
  }
  return digits
}

function crc32(text: string): number {
  let crc = 0xffffffff
  for (let index = 0; index < text.length; index++) {
    crc ^= text.charCodeAt(index)
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return (crc ^ 0xffffffff) >>> 0
}

/** Letters and digits both, as random tokens have. */
export function isMixed(token: string): boolean {
  return /\d/.test(token.slice(6)) && /[A-Za-z]/.test(token.slice(6))
}

/** Digits and letters of both cases, more even than words. */
export function hasEveryKind(token: string): boolean {
  return /\d/.test(token) && /[a-z]/.test(token) && /[A-Z]/.test(token) && entropy(token) > 3.5
}

/** The first part is a JSON object that names an algorithm. */
export function hasJwtHeader(token: string): boolean {
  const head = token.split('.', 1)[0] ?? ''
  return hasHeaderKey(head)
}

/** Whether the base64 of a JWT header, or its beginning, holds one of the registered keys. */
export function hasHeaderKey(head: string): boolean {
  const body = head.replaceAll('-', '+').replaceAll('_', '/')
  const whole = body.slice(0, body.length - (body.length % 4 === 1 ? 1 : 0))
  try {
    return /"(?:alg|typ|kid|enc|cty|x5t|jku)"/.test(
      atob(whole.padEnd(Math.ceil(whole.length / 4) * 4, '=')),
    )
  } catch {
    return false
  }
}

/** Bits per character. */
export function entropy(text: string): number {
  const counts = new Map<string, number>()
  for (const letter of text) counts.set(letter, (counts.get(letter) ?? 0) + 1)
  let bits = 0
  for (const count of counts.values())
    bits -= (count / text.length) * Math.log2(count / text.length)
  return bits
}

export function isPlaceholder(text: string): boolean {
  return PLACEHOLDER.test(text) || /^(.)\1*$/.test(text)
}
