/** A short, stable fingerprint (FNV-1a, 32 bit) for alias names. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return (hash >>> 0).toString(16).padStart(8, '0')
}

const longest = 64

/** The text itself where the wire takes it, else an alias that is the same on every call. */
function alias(text: string, bad: RegExp): string {
  const safe = text.replaceAll(bad, '_')
  if (safe === text && text !== '' && text.length <= longest) return text
  return `${safe.slice(0, longest - 9)}_${fingerprint(text)}`
}

/** Names of tools and schemas as the wire takes them. */
export function nameAlias(name: string): string {
  return alias(name, /[^a-zA-Z0-9_-]/g)
}

/** Tool call ids as the wire takes them. */
export function callIdAlias(id: string): string {
  return alias(id, /[^a-zA-Z0-9_.:-]/g)
}
