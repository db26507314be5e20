/** A short, stable fingerprint (FNV-1a, 32 bit) for alias names. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return (hash >>> 0).toString(16).padStart(8, '0')
}

/** The text itself where the wire takes it, else an alias that is the same on every call. */
export function alias(text: string, maxLength: number): string {
  if (/^[a-zA-Z0-9_-]+$/.test(text) && text.length <= maxLength) return text
  const safe = text.replace(/[^a-zA-Z0-9_-]/g, '_').slice(0, maxLength - 9)
  return `${safe}_${fingerprint(text)}`
}

/** Tool call ids as the wire takes them; the same id always gives the same alias. */
export function callIdAlias(id: string): string {
  return alias(id, 256)
}
