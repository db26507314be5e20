import { createHash } from 'node:crypto'

import type { Sample } from './sample.ts'

/** The SHA-256 of all texts with their labels. */
export function corpusHash(samples: readonly Sample[]): string {
  const hash = createHash('sha256')
  for (const { text, attack, kind, split } of samples) {
    hash.update(`${split}\u0000${kind}\u0000${attack ? '1' : '0'}\u0000${text}\u0001`)
  }
  return hash.digest('hex')
}
