import { createEdgeTable, root } from '../../prefilter/edge-table.ts'
import { foldPhrase } from '../fold-text.ts'
import { type ScriptClass, scriptClass } from '../script.ts'
import { signNames, type SignWords } from './sign-words.ts'

/** The longest word or phrase that begins at a place of a text. */
export interface SignMatch {
  readonly signs: readonly number[]
  readonly end: number
}

/** Looks at one place of a folded text, where a word begins. */
export type SignTrie = (text: string, at: number) => SignMatch | undefined

/** All words of all languages as one trie, read letter by letter. */
export function createSignTrie(languages: readonly SignWords[]): SignTrie {
  const meanings = new Map<string, Set<number>>()
  for (const words of languages)
    signNames.forEach((name, sign) => {
      for (const word of (words[name] ?? '').split(/\s+/).filter((part) => part !== '')) {
        const known = meanings.get(word) ?? new Set()
        meanings.set(word, known.add(sign))
      }
    })
  const entries = [...meanings].map(([word, signs]) => {
    const open = word.endsWith('*')
    const text = foldPhrase((open ? word.slice(0, -1) : word).replaceAll('_', ' '))
    return { text, open, signs: [...signs] }
  })
  const edges = entries.reduce((sum, { text }) => sum + text.length, 0)
  const { child, ensure } = createEdgeTable({ edges, words: entries.length })
  const whole: (readonly number[] | undefined)[] = []
  const begun: (readonly number[] | undefined)[] = []
  for (const { text, open, signs } of entries) {
    let node = root
    for (let at = 0; at < text.length; at++) node = ensure(node, text.charCodeAt(at))
    const list = open ? begun : whole
    list[node] = [...new Set([...(list[node] ?? []), ...signs])]
  }
  return (text, from) => {
    let node = root
    let signs: readonly number[] | undefined
    let end = from
    for (let at = from; at < text.length;) {
      const unit = text.charCodeAt(at)
      node = child(node, unit)
      if (node === 0) break
      at++
      const open = begun[node]
      if (open !== undefined) {
        signs = open
        end = wordEnd(text, at)
      }
      const closed = whole[node]
      if (closed !== undefined && isBorder(text, at)) {
        signs = closed
        end = at
      }
    }
    return signs && { signs, end }
  }
}

/** Han and Kana have no borders of words. */
function isBorder(text: string, at: number): boolean {
  const next = classAt(text, at)
  return next === 0 || next === 3 || classAt(text, at - 1) === 3
}

/** Where the word ends in which a place lies; Han and Kana end it. */
export function wordEnd(text: string, from: number): number {
  let at = from
  for (let script = classAt(text, at); script === 1 || script === 2; script = classAt(text, at))
    at++
  return at
}

/** How the unit at a place takes part in words; beyond the end nothing does. */
export function classAt(text: string, at: number): ScriptClass {
  return at < text.length ? scriptClass(text.charCodeAt(at)) : 0
}
