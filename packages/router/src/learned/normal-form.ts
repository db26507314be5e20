import { murmur3 } from '../murmur3.ts'

/** A prompt without case, punctuation and spacing: two prompts with one normal form are one example. */
export function normalForm(prompt: string): string {
  return prompt
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** Whether an example tunes parameters rather than weights: one in six, the same in every run. */
export function isValidation(normal: string): boolean {
  return murmur3(`v${normal}`) % 6 === 0
}

/** Whether an example is in a sample of one in so many, the same in every run. */
export function isSampled(normal: string, share: number): boolean {
  return share <= 1 || murmur3(`s${normal}`) % share === 0
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
