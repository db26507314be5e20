import { endsSentence } from '../script.ts'
import { classAt, type SignTrie, wordEnd } from './sign-trie.ts'
import { type Sign, signNames } from './sign-words.ts'

/** A word or phrase that is a sign. */
export interface SignToken {
  readonly signs: readonly number[]
  /** Whether an order could begin with it: at the beginning, after a mark, a plea or a duty. */
  readonly leads: boolean
  /** The number of words before it in its sentence. */
  readonly word: number
}

/** A sentence, a line, a cell or a value of a document. */
export interface Sentence {
  readonly start: number
  readonly end: number
  readonly tokens: readonly SignToken[]
  /** Hashes of all its words. */
  readonly words: readonly number[]
  /** The unit it ends with, if that is a mark. */
  readonly mark: number
}

/** A sentence is cut after so many words, and has no more signs than twice that. */
const mostWords = 40
const mostTokens = 80
const signOf = (name: Sign): number => signNames.indexOf(name)
const target = [signOf('target')]
const money = [signOf('money')]
const tool = [signOf('tool')]
const mark = [signOf('mark')]
const role = [signOf('role')]
const keepsLead = maskOf([
  'lead',
  'you',
  'greet',
  'instead',
  'not',
  'only',
  'please',
  'duty',
  'before',
  'always',
  'urgent',
  'hush',
  'mark',
])
const setsLead = maskOf(['please', 'duty'])
const speakers = maskOf(['ai', 'helper', 'user', 'system'])

function maskOf(names: readonly Sign[]): Uint8Array {
  const mask = new Uint8Array(signNames.length)
  for (const name of names) mask[signOf(name)] = 1
  return mask
}

/** Cuts a folded text into sentences and finds the signs in each. */
export function readSentences(text: string, match: SignTrie): Sentence[] {
  const sentences: Sentence[] = []
  let tokens: SignToken[] = []
  let words: number[] = []
  let start = 0
  let leads = true
  let lineStart = true
  const close = (at: number, unit: number) => {
    if (words.length > 0) sentences.push({ start, end: at, tokens, words, mark: unit })
    tokens = []
    words = []
    start = at + 1
    leads = true
  }
  const note = (signs: readonly number[]) => {
    if (tokens.length < mostTokens) tokens.push({ signs, leads, word: words.length })
  }
  for (let at = 0; at < text.length;) {
    const unit = text.charCodeAt(at)
    const script = classAt(text, at)
    if (script === 0) {
      if (unit === 10) {
        if (!isWrapped(text, at, start)) close(at, 0)
        lineStart = true
        at++
        continue
      }
      if (unit === 32) {
        at++
        continue
      }
      const run = runOf(text, at)
      if (run >= 2 && isFrame(unit)) note(mark)
      if (isMoney(unit)) note(money)
      if (endsHere(text, at)) close(at, unit)
      else if (unit !== 39 && unit !== 95) leads = true
      at += run
      continue
    }
    if (words.length >= mostWords) close(at - 1, 0)
    const end = script === 3 ? at + 1 : wordEnd(text, at)
    const special = specialOf(text, at, end)
    if (special) {
      note(special.signs)
      words.push(special.signs[0] ?? 0)
      leads = false
      at = special.end
      lineStart = false
      continue
    }
    const found = match(text, at)
    if (!found) {
      words.push(hashOf(text, at, end))
      leads = false
      at = end
      lineStart = false
      continue
    }
    if (
      lineStart &&
      text.charCodeAt(found.end) === 58 &&
      found.signs.some((sign) => speakers[sign] === 1)
    )
      note(role)
    note(found.signs)
    words.push(hashOf(text, at, found.end))
    leads =
      found.signs.some((sign) => setsLead[sign] === 1) ||
      (leads && found.signs.some((sign) => keepsLead[sign] === 1))
    lineStart = false
    at = found.end
  }
  close(text.length, 0)
  return sentences
}

/** Whether a line goes on in the next one: it is long, and nothing ended. */
function isWrapped(text: string, at: number, start: number): boolean {
  return at - start > 50 && classAt(text, at + 1) === 1 && classAt(text, at - 1) === 1
}

function runOf(text: string, at: number): number {
  const unit = text.charCodeAt(at)
  let end = at + 1
  while (text.charCodeAt(end) === unit) end++
  return end - at
}

/** Brackets and lines with which a part is set off. */
function isFrame(unit: number): boolean {
  return '[{#*>~=-"<!|'.includes(String.fromCharCode(unit))
}

function isMoney(unit: number): boolean {
  return unit === 36 || unit === 0x20ac || unit === 0xa3
}

function endsHere(text: string, at: number): boolean {
  const unit = text.charCodeAt(at)
  const next = text.charCodeAt(at + 1)
  if (unit === 124 || unit === 60 || unit === 62) return true
  if (unit === 34) return next === 44 || next === 58 || next === 125 || next === 93
  if (unit === 59) return next === 32
  if (!endsSentence(unit)) return false
  return unit > 0x2fff || classAt(text, at + 1) === 0
}

/** Addresses, numbers worth naming and names of tools. */
function specialOf(
  text: string,
  at: number,
  end: number,
): { readonly signs: readonly number[]; readonly end: number } | undefined {
  const next = text.charCodeAt(end)
  if (next === 64 && classAt(text, end + 1) === 1)
    return { signs: target, end: addressEnd(text, end) }
  if (next === 58 && text.charCodeAt(end + 1) === 47 && text.charCodeAt(end + 2) === 47)
    return { signs: target, end: addressEnd(text, end) }
  if (next === 46 && end - at === 3 && text.startsWith('www', at))
    return { signs: target, end: addressEnd(text, end) }
  if (next === 95 && classAt(text, end + 1) === 1) {
    let last = end
    while (text.charCodeAt(last) === 95 || classAt(text, last) === 1) last++
    return { signs: tool, end: last }
  }
  if (
    isDigit(text.charCodeAt(at)) &&
    end - at >= 4 &&
    isDigit(text.charCodeAt(end - 1)) &&
    !isYear(text, at, end)
  )
    return { signs: target, end }
  return undefined
}

function addressEnd(text: string, from: number): number {
  let at = from
  while (at < text.length) {
    const unit = text.charCodeAt(at)
    if (unit <= 34 || unit === 39 || unit === 41 || unit === 60 || unit === 62 || unit === 93) break
    at++
  }
  while (at > from && endsSentence(text.charCodeAt(at - 1))) at--
  return at
}

function isDigit(unit: number): boolean {
  return unit >= 48 && unit <= 57
}

function isYear(text: string, at: number, end: number): boolean {
  return end - at === 4 && (text.startsWith('19', at) || text.startsWith('20', at))
}

/** A hash of a part of a text. */
function hashOf(text: string, start: number, end: number): number {
  let hash = 0x811c9dc5
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash
}
