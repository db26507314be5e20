import type { Phrases } from './phrases.ts'
import type { Random } from './random.ts'

/** A choice with no other choice inside: `[red|blue|]`. */
const choice = /\[([^[\]]*\|[^[\]]*)\]/g
const deepest = 12

/**
 * Fills a template: `[a|b]` becomes one of its parts, `{slot}` a phrase of that name, which may hold
 * choices and slots itself; `{{` and `}}` stand for braces and `\n` for a line break.
 */
export function fill(template: string, phrases: Phrases, random: Random): string {
  const guarded = template.replaceAll('{{', '\u0001').replaceAll('}}', '\u0002')
  return grow(guarded, phrases, random, deepest)
    .replaceAll('\u0001', '{')
    .replaceAll('\u0002', '}')
    .replaceAll(String.raw`\n`, '\n')
}

function grow(template: string, phrases: Phrases, random: Random, depth: number): string {
  return choose(template, random).replaceAll(/\{([a-z0-9-]+)\}/g, (whole, slot: string) => {
    const options = phrases.get(slot)
    if (!options || depth === 0) return whole
    return grow(random.pick(options), phrases, random, depth - 1)
  })
}

function choose(template: string, random: Random): string {
  let text = template
  for (;;) {
    const next = text.replace(choice, (_, parts: string) => random.pick(parts.split('|')))
    if (next === text) return text
    text = next
  }
}
