import table from './data/signals.json' with { type: 'json' }

/** Words, scripts and weights by which texts are read; a JSON file anybody may edit. */
export type SignalTable = typeof table

/** A table made ready for look-ups, once per router. */
export interface SignalIndex {
  readonly table: SignalTable
  readonly languagesOf: ReadonlyMap<string, readonly string[]>
}

/** Prepares a table; the shipped one by default. */
export function indexSignals(signals: SignalTable = table): SignalIndex {
  const languagesOf = new Map<string, string[]>()
  for (const [language, words] of Object.entries(signals.words))
    for (const word of words) languagesOf.set(word, [...(languagesOf.get(word) ?? []), language])
  return { table: signals, languagesOf }
}

/** What a text says about the work it asks for; read piece by piece, and only what is asked. */
export class TextSignals {
  readonly #index: SignalIndex
  readonly #length: number
  readonly #seen: string
  #lower: string | undefined
  #language: string | null | undefined
  #code: boolean | undefined

  /** Looks at the head and the tail of the text. */
  constructor(text: string, index: SignalIndex) {
    const { head, tail } = index.table.readCharacters
    this.#index = index
    this.#length = text.length
    this.#seen = text.length <= head + tail ? text : `${text.slice(0, head)}\n${text.slice(-tail)}`
  }

  /** ISO 639-1; null where neither script nor common words tell. */
  get language(): string | null {
    if (this.#language === undefined)
      this.#language = byScript(this.#seen, this.#index.table) ?? byWords(this.#seen, this.#index)
    return this.#language
  }

  get code(): boolean {
    const { code, minCodeHits } = this.#index.table
    this.#code ??= hits(this.#seen, code, minCodeHits) >= minCodeHits
    return this.#code
  }

  /** From 0, trivial, to 1: hard words, code and length. */
  get complexity(): number {
    const { hard, hardWeight, lengthWeight } = this.#index.table
    const words = hits(this.#lowered, hard, 5) * hardWeight
    const long = Math.log2(1 + this.#length / 400) * lengthWeight
    return Math.min(1, words + long + (this.code ? hardWeight : 0))
  }

  /** From -1, angry, to 1, glad. */
  get sentiment(): number {
    const { positive, negative, sentimentStep } = this.#index.table
    const mood = hits(this.#lowered, positive, 3) - hits(this.#lowered, negative, 3)
    return Math.max(-1, Math.min(1, mood * sentimentStep))
  }

  get #lowered(): string {
    this.#lower ??= this.#seen.toLowerCase()
    return this.#lower
  }
}

function hits(text: string, words: readonly string[], enough: number): number {
  let found = 0
  for (const word of words) {
    if (text.includes(word)) found++
    if (found >= enough) break
  }
  return found
}

function byScript(text: string, signals: SignalTable): string | null {
  let counts: Map<string, number> | undefined
  let letters = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code > 64) letters++
    if (code < 880) continue
    for (const { language, from, to, weight } of signals.scripts) {
      if (code < from || code > to) continue
      counts ??= new Map()
      counts.set(language, (counts.get(language) ?? 0) + weight)
      break
    }
  }
  return counts === undefined ? null : most(counts, Math.max(1, letters * signals.scriptShare))
}

const wordCharacters = 400

function byWords(text: string, index: SignalIndex): string | null {
  const counts = new Map<string, number>()
  const seen = new Set<string>()
  const end = Math.min(text.length, wordCharacters)
  let start = -1
  for (let i = 0; i <= end; i++) {
    const code = i < end ? text.charCodeAt(i) : 0
    const isLetter = (code > 64 && code < 91) || (code > 96 && code < 123) || code > 191
    if (isLetter && start < 0) start = i
    if (isLetter || start < 0) continue
    const word = text.slice(start, i).toLowerCase()
    start = -1
    const languages = index.languagesOf.get(word)
    if (languages === undefined || seen.has(word)) continue
    seen.add(word)
    for (const language of languages) counts.set(language, (counts.get(language) ?? 0) + 1)
  }
  return most(counts, index.table.minWordHits)
}

function most(counts: ReadonlyMap<string, number>, least: number): string | null {
  let best: string | null = null
  let highest = least
  for (const [name, count] of counts)
    if (count >= highest && (best === null || count > highest)) [best, highest] = [name, count]
  return best
}
