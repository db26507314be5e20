import { murmur3 } from '../murmur3.ts'

/** A prompt without case, punctuation and spacing: two prompts with one normal form are one example. */
export function normalForm(prompt: string): string {
  return prompt
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** Which sixth an example is in when parameters are tuned, the same in every run. */
export function sixthOf(normal: string): number {
  return murmur3(`v${normal}`) % 6
}

/** Some of the examples, at most about so many; the same in every run. */
export function sampleOf<T extends { readonly normal: string }>(
  rows: readonly T[],
  most: number,
): readonly T[] {
  const share = Math.ceil(rows.length / most)
  return share <= 1 ? rows : rows.filter(({ normal }) => murmur3(`s${normal}`) % share === 0)
}

/** The fold of an example, so that duplicates are never on both sides of a cut. */
export function foldOf(normal: string, folds: number): number {
  return murmur3(`f${normal}`) % folds
}

/** First 16 hex digits of the SHA-256 of the normal form. */
export async function promptHash(normal: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(normal))
  return hex(new Uint8Array(digest)).slice(0, 16)
}

/** Bytes as lower-case hex digits. */
export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
