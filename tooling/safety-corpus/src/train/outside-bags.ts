import {
  createRuleEngine,
  createSentenceReader,
  foldText,
  unescapeText,
} from '@signalbox/safety/injection'

import type { OutsideText } from './outside-texts.ts'

/** A text as the model sees it: the features of its sentences. */
export interface OutsideBag {
  readonly text: OutsideText
  /** What the rules make of it. */
  readonly sum: number
  /** Sentences of which one at least gives an order, and those around, which do not. */
  readonly own: readonly Int32Array[]
  readonly around: readonly Int32Array[]
}

/** How much of an order is looked for in its document. */
const keyLength = 12

/** Reads texts with rules and signs. */
export function outsideBags(texts: readonly OutsideText[]): OutsideBag[] {
  const rules = createRuleEngine()
  const read = createSentenceReader()
  return texts.map((text) => {
    const folded = folding(text.text)
    const { sum, cues } = rules(folded, ['direct', 'external'])
    const [from, to] = placeOf(folded, text)
    const own: Int32Array[] = []
    const around: Int32Array[] = []
    read(folded, cues, ({ ids, size }, start, end) => {
      const list = end > from && start < to ? own : around
      list.push(ids.slice(0, size))
    })
    return { text, sum, own, around }
  })
}

function folding(text: string): string {
  return unescapeText(foldText(text))
}

/** Where the order stands; anywhere if that is not known. */
function placeOf(folded: string, { payload }: OutsideText): readonly [number, number] {
  if (payload === undefined) return [0, folded.length]
  const order = folding(payload).trim()
  const escaped = folding(JSON.stringify(payload).slice(1, -1)).trim()
  for (const key of [order, escaped]) {
    const at = folded.indexOf(key.slice(0, keyLength))
    if (at >= 0) return [at, at + key.length]
  }
  return [0, folded.length]
}
