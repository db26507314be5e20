import type { Random } from './random.ts'

const short: readonly (readonly [word: RegExp, typed: string])[] = [
  [/\byou are\b/gi, 'ur'],
  [/\byour\b/gi, 'ur'],
  [/\byou\b/gi, 'u'],
  [/\bplease\b/gi, 'pls'],
  [/\bthe\b/gi, 'teh'],
  [/\bthanks?\b/gi, 'thx'],
  [/\bare\b/gi, 'r'],
  [/\bto\b/gi, '2'],
  [/\bwhat\b/gi, 'wat'],
  [/\band\b/gi, 'n'],
  [/\bwhat is\b/gi, 'whats'],
  [/\bbefore\b/gi, 'b4'],
]

/** One text in seven as somebody writes it in a hurry: swapped, lost and doubled letters, chat words. */
export function careless(text: string, random: Random): string {
  const dice = random.next()
  if (dice > 0.15 || text.length < 12) return text
  if (dice < 0.03) return text.replaceAll(/[.,!?']/g, '')
  if (dice < 0.06) return short.reduce((typed, [word, by]) => typed.replaceAll(word, by), text)
  const slips = 1 + Math.floor(random.next() * Math.min(4, text.length / 30))
  let typed = text
  for (let slip = 0; slip < slips; slip++) typed = mistype(typed, random)
  return typed
}

function mistype(text: string, random: Random): string {
  const at = 2 + Math.floor(random.next() * (text.length - 4))
  const before = text.slice(0, at)
  const kind = random.next()
  if (kind < 0.5) return before + text.charAt(at + 1) + text.charAt(at) + text.slice(at + 2)
  if (kind < 0.8) return before + text.slice(at + 1)
  return before + text.charAt(at) + text.slice(at)
}
