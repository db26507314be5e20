import {
  createWindowReader,
  foldText,
  type Head,
  textFeatures,
  windowStride,
  windowWords,
} from '@signalbox/safety/injection'

import type { Sample } from '../sample.ts'

/** One window with its label. */
export interface Instance {
  readonly ids: Int32Array
  readonly values: Float32Array
  readonly attack: boolean
  readonly weight: number
}

/** Which samples a head learns from: users' texts, or data from outside. */
export function belongsTo(sample: Sample, head: Head): boolean {
  if (sample.kind === 'operator') return false
  const ordinary = sample.kind === 'bare-task' || sample.kind === 'wrap'
  if (head === 'direct') return sample.attack ? !ordinary : true
  return sample.attack || sample.trust === 'external'
}

/** The windows of samples; an attack counts where at least six of its words, or half, are inside. */
export function instancesOf(samples: readonly Sample[], head: Head): Instance[] {
  const read = createWindowReader()
  const instances: Instance[] = []
  for (const sample of samples) {
    if (!belongsTo(sample, head)) continue
    const folded = foldText(sample.text)
    const features = textFeatures(folded)
    const payload = foldText(sample.payload ?? '')
    const from = sample.attack ? folded.indexOf(payload.slice(0, 12)) : -1
    for (let word = 0; word === 0 || word + windowStride < features.words; word += windowStride) {
      if (sample.attack && from >= 0) {
        const last = Math.min(word + windowWords, features.words) - 1
        const left = Math.max(from, features.starts[word] ?? 0)
        const right = Math.min(from + payload.length, features.ends[last] ?? 0)
        if (right - left < Math.min(36, payload.length / 2)) continue
      }
      const { ids, values, size } = read(features, word)
      const { attack, weight } = sample
      instances.push({ ids: ids.slice(0, size), values: values.slice(0, size), attack, weight })
    }
  }
  return instances
}
