import type { View } from '../unicode/views.ts'

const escapes = /\\{1,3}(?:[nrt"'/]|u00(?:0a|0d|2[0267]|3[ce]))/g

/**
 * A folded text with the escapes of JSON strings resolved, since tools return JSON as text and `\n`
 * would stick to the word after it. Spaces before each sign keep every offset as it was.
 */
export function unescapedView(folded: View): View {
  const text = unescapeText(folded.text)
  return text === folded.text ? folded : { ...folded, text, identity: false }
}

/** A text with the escapes of JSON strings resolved, each as long as it was. */
export function unescapeText(text: string): string {
  if (!text.includes('\\')) return text
  return text.replaceAll(escapes, (escape) =>
    meaning(escape.replace(/^\\+/, '')).padStart(escape.length, ' '),
  )
}

function meaning(sign: string): string {
  if (sign === 'n' || sign === 'r') return '\n'
  if (sign === 't') return ' '
  if (sign.length === 1) return sign
  return String.fromCharCode(Number.parseInt(sign.slice(1), 16))
}
