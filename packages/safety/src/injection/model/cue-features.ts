import type { CueHit } from '../find-cues.ts'

/** How many cues after one are paired with it, at most, and how far they may be, in quarter words. */
const mostPairs = 6
const pairSteps = 32

/** Hashes of cues and of their pairs, each with the place of its first cue, in order of places. */
export interface CueFeatures {
  readonly hashes: Int32Array
  readonly places: Int32Array
  /** How many there are; the arrays are longer. */
  readonly size: number
}

/**
 * The kinds of phrase the rules know in forty languages, one by one and in pairs of one sentence:
 * what the model learns of them in one language and wording holds for the others.
 */
export function cueFeatures(cues: readonly CueHit[]): CueFeatures {
  let hashes: Int32Array = new Int32Array(cues.length * 4)
  let places: Int32Array = new Int32Array(cues.length * 4)
  let size = 0
  const add = (hash: number, place: number) => {
    if (size === hashes.length) {
      hashes = doubled(hashes)
      places = doubled(places)
    }
    hashes[size] = hash
    places[size++] = place
  }
  for (let at = 0; at < cues.length; at++) {
    const hit = cues[at]
    if (!hit) continue
    const { start, end, step, sentence, languages } = hit
    for (let rest = hit.cues; rest !== 0; rest &= rest - 1) {
      const first = Math.imul(32 - Math.clz32(rest & -rest), 0x9e3779b1)
      add(first ^ 0x51ed270b, start)
      for (let next = at + 1; next <= at + mostPairs; next++) {
        const later = cues[next]
        if (!later || later.step - step > pairSteps || later.sentence !== sentence) break
        if (later.start < end || (later.languages & languages) === 0) continue
        for (let others = later.cues; others !== 0; others &= others - 1) {
          const second = Math.imul(32 - Math.clz32(others & -others), 0x85ebca77)
          add(first ^ second ^ 0x2545f491, start)
        }
      }
    }
  }
  return { hashes, places, size }
}

function doubled(list: Int32Array): Int32Array {
  const longer = new Int32Array(list.length * 2)
  longer.set(list)
  return longer
}
