import {
  alarmSum,
  createRuleEngine,
  createSentenceReader,
  foldText,
  touches,
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
  /** Those a rule alarms in. */
  readonly near: ReadonlySet<Int32Array>
}

/** How much of an order is looked for in its document. */
const keyLength = 12

/** Reads texts with rules and signs. */
export function outsideBags(texts: readonly OutsideText[]): OutsideBag[] {
  const rules = createRuleEngine()
  const read = createSentenceReader()
  return texts.map((text) => {
    const folded = folding(text.text)
    const { sum, cues, hits } = rules(folded, ['direct', 'external'])
    const [from, to] = placeOf(folded, text)
    const own: Int32Array[] = []
    const around: Int32Array[] = []
    const near = new Set<Int32Array>()
    const isNear = touches(hits)
    read(folded, cues, ({ ids, size }, start, end) => {
      const list = end > from && start < to ? own : around
      const features = ids.slice(0, size)
      list.push(features)
      if (sum >= alarmSum && isNear(start, end)) near.add(features)
    })
    return { text, sum, own, around, near }
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
