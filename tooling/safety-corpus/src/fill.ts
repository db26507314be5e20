import type { Phrases } from './phrases.ts'
import type { Random } from './random.ts'

/** Fills every `{slot}` of a template from the phrases; `{{` and `}}` stand for braces. */
export function fill(template: string, phrases: Phrases, random: Random): string {
  return template
    .replaceAll('{{', '\u0001')
    .replaceAll('}}', '\u0002')
    .replaceAll(/\{([a-z0-9-]+)\}/g, (whole, slot: string) => {
      const options = phrases.get(slot)
      return options ? random.pick(options) : whole
    })
    .replaceAll('\u0001', '{')
    .replaceAll('\u0002', '}')
}
