import { cueBits } from './cues.ts'
import { stops, type PhraseTrie, type Terminal } from './phrase-trie.ts'
import { endsSentence, scriptClass } from './script.ts'

/** A phrase of the lexicons in a text. */
export interface CueHit {
  readonly cues: number
  readonly languages: number
  readonly start: number
  readonly end: number
  /** Quarter words since the start: 4 a spaced word, 2 a Han or Kana sign, 1 a Thai sign. */
  readonly step: number
  readonly sentence: number
}

const everyLanguage = -1

/** Lines of this many characters may be broken sentences; shorter and longer ones end there. */
const leastWrapped = 50
const mostWrapped = 100

/**
 * All phrases in a folded text, in order of their starts; linear in the text's length. `lines`
 * makes the end of a line the end of a sentence unless the line looks wrapped, as in documents.
 */
export function findCues(text: string, trie: PhraseTrie, lines = false): CueHit[] {
  const hits: CueHit[] = []
  const reader = createReader(text, trie, hits, lines)
  let before: 0 | 1 | 2 | 3 = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    const script = scriptClass(code)
    if (script === 0) {
      reader.mark(at, code)
    } else if (script !== 1 || before !== 1) {
      reader.word(at, script)
    }
    before = script
  }
  return hits
}

interface Reader {
  readonly mark: (at: number, code: number) => void
  readonly word: (at: number, script: 1 | 2 | 3) => void
}

function createReader(text: string, trie: PhraseTrie, hits: CueHit[], lines: boolean): Reader {
  const { begin, skip, child, terminals } = trie
  let step = 0
  let sentence = 0
  let lineStart = 0
  const push = (cues: number, languages: number, start: number, end: number) =>
    hits.push({ cues, languages, start, end, step, sentence })
  const reach = (list: readonly Terminal[], start: number, end: number) => {
    const open = scriptClass(text.charCodeAt(end - 1)) === 1 && isLetter(text, end)
    for (const item of list) {
      if (item.prefix) push(item.cues, item.languages, start, open ? wordEnd(text, end) : end)
      else if (!open) push(item.cues, item.languages, start, end)
    }
  }
  return {
    mark: (at, code) => {
      if (code === 10) {
        const length = at - lineStart
        lineStart = at + 1
        if (lines && (length < leastWrapped || length > mostWrapped)) sentence++
      } else if (code === 64 && isLetter(text, at - 1) && isLetter(text, at + 1)) {
        push(cueBits.target, everyLanguage, at, at + 1)
      } else if (code === 58 && text.startsWith('://', at)) {
        push(cueBits.target, everyLanguage, at, at + 3)
      } else if (endsSentence(code) && (code > 128 || !isLetter(text, at + 1))) sentence++
    },
    word: (at, script) => {
      step += script === 1 ? 4 : script === 3 ? 2 : 1
      let node = skip(text, at)
      let end = at + 3
      if (node === stops) {
        node = begin(text.charCodeAt(at))
        end = at + 1
      }
      while (node !== 0) {
        const list = terminals(node)
        if (list) reach(list, at, end)
        if (end === text.length) return
        const code = text.charCodeAt(end)
        if (scriptClass(code) === 0) {
          node = child(node, 32)
          if (node === 0) return
          end = nextWord(text, end)
          if (end < 0) return
          node = child(node, text.charCodeAt(end))
        } else node = child(node, code)
        end++
      }
    },
  }
}

function isLetter(text: string, at: number): boolean {
  return at >= 0 && at < text.length && scriptClass(text.charCodeAt(at)) === 1
}

function wordEnd(text: string, from: number): number {
  let end = from
  while (isLetter(text, end)) end++
  return end
}

/** The next word's start when at most four other units and no end of a sentence lie between, else -1. */
function nextWord(text: string, from: number): number {
  for (let at = from; at < text.length && at < from + 5; at++) {
    const code = text.charCodeAt(at)
    if (scriptClass(code) !== 0) return at
    if (endsSentence(code) && text.charCodeAt(at + 1) <= 32) return -1
  }
  return -1
}
