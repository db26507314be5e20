import { Random } from './random.ts'

/** A prompt as somebody in a hurry writes it: a typo in one word of twenty, other case, other white space. */
export function disturbed(prompt: string, seed: number): string {
  const random = new Random(seed)
  const words = prompt
    .split(' ')
    .map((word) => (random.fraction() < 0.05 ? swapped(word, random) : word))
  const spaced = words.join(random.fraction() < 0.5 ? '  ' : ' ')
  return random.fraction() < 0.5 ? spaced.toUpperCase() : ` ${spaced}\n`
}

function swapped(word: string, random: Random): string {
  const at = Math.floor(random.fraction() * (word.length - 1))
  return `${word.slice(0, at)}${word.charAt(at + 1)}${word.charAt(at)}${word.slice(at + 2)}`
}
