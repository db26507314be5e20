import { cueBits, type Cue, type Lexicon } from './cues.ts'
import { scriptClass } from './script.ts'

/** What ends at a node: cue bits, language bits, and whether the word may go on. */
export interface Terminal {
  readonly cues: number
  readonly languages: number
  readonly prefix: boolean
}

/** All phrases of all languages as one trie; a node is a number, the root is 1, 0 is none. */
export interface PhraseTrie {
  readonly child: (node: number, code: number) => number
  readonly terminals: readonly (readonly Terminal[] | undefined)[]
}

/** Lower-case letters and digits, other runs as one space. */
function phraseKey(folded: string): string {
  let key = ''
  for (let at = 0; at < folded.length; at++) {
    if (scriptClass(folded.charCodeAt(at)) !== 0) key += folded.charAt(at)
    else if (key !== '' && !key.endsWith(' ')) key += ' '
  }
  return key.trimEnd()
}

/** Builds the trie; `fold` must be the folding of the texts that will be read. */
export function buildTrie(
  lexicons: readonly Lexicon[],
  fold: (phrases: string) => string,
): PhraseTrie {
  const table = createTable()
  const terminals: Terminal[][] = []
  lexicons.forEach((lexicon, index) => {
    for (const [cue, list] of Object.entries(lexicon.phrases)) {
      for (const phrase of fold(list).split('|')) {
        add(table, terminals, phrase.trim(), cueBits[cue as Cue], 1 << index)
      }
    }
  })
  return { child: table.child, terminals }
}

function add(
  table: Table,
  terminals: Terminal[][],
  phrase: string,
  cues: number,
  languages: number,
): void {
  const prefix = phrase.endsWith('*')
  const key = phraseKey(prefix ? phrase.slice(0, -1) : phrase)
  if (key === '') return
  let node = 1
  for (let at = 0; at < key.length; at++) node = table.ensure(node, key.charCodeAt(at))
  const list = (terminals[node] ??= [])
  const same = list.findIndex((item) => item.cues === cues && item.prefix === prefix)
  const old = list[same]
  if (old) list[same] = { cues, prefix, languages: old.languages | languages }
  else list.push({ cues, languages, prefix })
}

interface Table {
  readonly child: (node: number, code: number) => number
  readonly ensure: (node: number, code: number) => number
}

const slots = 1 << 18

/** Edges in one open-addressed table; node and unit make the key, so a node holds no object. */
function createTable(): Table {
  const keys = new Float64Array(slots)
  const nodes = new Int32Array(slots)
  let last = 1
  const slotOf = (node: number, code: number) => {
    const key = node * 65_536 + code
    let slot = (Math.imul(node, 0x9e3779b1) ^ Math.imul(code, 0x85ebca6b)) >>> 14
    while (keys[slot] !== 0 && keys[slot] !== key) slot = (slot + 1) & (slots - 1)
    return slot
  }
  return {
    child: (node, code) => nodes[slotOf(node, code)] ?? 0,
    ensure: (node, code) => {
      const slot = slotOf(node, code)
      if (keys[slot] === 0) {
        keys[slot] = node * 65_536 + code
        nodes[slot] = ++last
      }
      return nodes[slot] ?? 0
    },
  }
}
