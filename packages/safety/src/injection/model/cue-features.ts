import type { CueHit } from '../find-cues.ts'

/** How many cues after one are paired with it, at most, and how far they may be, in quarter words. */
const mostPairs = 6
const pairSteps = 32

/** Hashes of cues and of their pairs, each with the place of its first cue, in order of places. */
export interface CueFeatures {
  readonly hashes: readonly number[]
  readonly places: readonly number[]
}

/**
 * The kinds of phrase the rules know in forty languages, one by one and in pairs of one sentence:
 * what the model learns of them in one language and wording holds for the others.
 */
export function cueFeatures(cues: readonly CueHit[]): CueFeatures {
  const hashes: number[] = []
  const places: number[] = []
  for (let at = 0; at < cues.length; at++) {
    const hit = cues[at]
    if (!hit) continue
    for (let rest = hit.cues; rest !== 0; rest &= rest - 1) {
      const first = Math.imul(32 - Math.clz32(rest & -rest), 0x9e3779b1)
      hashes.push(first ^ 0x51ed270b)
      places.push(hit.start)
      for (let next = at + 1; next <= at + mostPairs; next++) {
        const later = cues[next]
        if (!later || later.step - hit.step > pairSteps) break
        if (later.sentence !== hit.sentence) break
        if (later.start < hit.end || (later.languages & hit.languages) === 0) continue
        for (let others = later.cues; others !== 0; others &= others - 1) {
          const second = Math.imul(32 - Math.clz32(others & -others), 0x85ebca77)
          hashes.push(first ^ second ^ 0x2545f491)
          places.push(hit.start)
        }
      }
    }
  }
  return { hashes, places }
}
