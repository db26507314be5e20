import { header, type HeaderList } from './http.ts'
import { digest } from './turn-tokens.ts'

/** A fingerprint of the key a client presents: what is kept for one key is never shown to another. */
export function partitionOf(headers: HeaderList): string {
  const names = ['authorization', 'x-api-key', 'api-key', 'x-goog-api-key']
  return digest(names.map((name) => header(headers, name) ?? '').join('\n'))
}
