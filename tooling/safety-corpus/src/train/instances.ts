import {
  createRuleEngine,
  createWindowReader,
  foldText,
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

/** Whether the model learns from a sample: attacks that only work as data from outside are left to rules. */
export function learnsFrom({ attack, kind }: Sample): boolean {
  if (kind === 'operator') return false
  return !attack || !['wrap', 'bare-task', 'bare-code'].includes(kind)
}

/** The windows of samples; an attack counts where at least six of its words, or half, are inside. */
export function instancesOf(samples: readonly Sample[]): Instance[] {
  const read = createWindowReader()
  const rules = createRuleEngine()
  const instances: Instance[] = []
  for (const sample of samples) {
    if (!learnsFrom(sample)) continue
    const folded = foldText(sample.text)
    const features = textFeatures(folded, rules(folded, ['direct']).cues)
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
