import { readPhrases } from '../phrases.ts'
import type { Random } from '../random.ts'
import { slots } from './personal-values.ts'
import { wholeAddresses } from './whole-addresses.ts'

/** A half-open span of one type. */
export interface Span {
  readonly type: string
  readonly start: number
  readonly end: number
}

/** A text and everything personal in it. */
export interface PersonalText {
  readonly text: string
  readonly spans: readonly Span[]
}

/** The files of templates; `bare` ones have no word that says what the values are. */
export const templateFiles = ['sentences', 'layouts', 'people', 'bare'] as const

/** Every template of a file, each a locale, a tab and a text with `{slots}`. */
export function templatesOf(file: (typeof templateFiles)[number]): readonly string[] {
  return readPhrases(`pii/${file}.txt`).get('') ?? []
}

/** A template with fresh values in its slots. */
export function personalText(random: Random, line: string): PersonalText {
  const [locale = 'en', template = ''] = line
    .split('\t', 1)
    .concat(line.slice(line.indexOf('\t') + 1))
  const language = locale.split('_', 1)[0] ?? 'en'
  const spans: Span[] = []
  let text = ''
  for (const part of withBreaks(template).split(/(\{[a-z]+\})/)) {
    const slot = slots.get(part.slice(1, -1))
    const isSlot = part.startsWith('{') && part.endsWith('}') && slot !== undefined
    const value = isSlot ? slot[1](random, locale, locale === 'en_IN' ? 'in' : language) : part
    const type = isSlot ? slot[0] : undefined
    if (type !== undefined)
      spans.push({ type, start: text.length, end: text.length + value.length })
    text += value
  }
  return { text, spans: wholeAddresses(text, spans) }
}

/** `\n` and `\t` are breaks; `\\n` is what JSON writes for one. */
function withBreaks(template: string): string {
  return template
    .replaceAll(String.raw`\\n`, '\u0001')
    .replaceAll(String.raw`\n`, '\n')
    .replaceAll(String.raw`\t`, '\t')
    .replaceAll('\u0001', String.raw`\n`)
}
