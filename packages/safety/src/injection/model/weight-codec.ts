import { featureCount } from './features.ts'

/**
 * Weights as text: a run of zeros is a letter pair that counts it, a weight is one letter. Units
 * from 0x23 to 0x7d stand for -45 to 45 without the backslash, which becomes `!`; `~` starts a run.
 */
export function decodeWeights(text: string, count: number = featureCount): Int8Array {
  const weights = new Int8Array(count)
  let at = 0
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code === 126) {
      at += unitOf(text, index + 1) * 91 + unitOf(text, index + 2) + 1
      index += 2
    } else weights[at++] = unitOf(text, index) - 45
  }
  return weights
}

/** The inverse of `decodeWeights`, for the training script. */
export function encodeWeights(weights: Int8Array): string {
  let text = ''
  let zeros = 0
  const flush = () => {
    while (zeros > 0) {
      const run = Math.min(zeros, 91 * 91)
      text += `~${letterOf(Math.floor((run - 1) / 91))}${letterOf((run - 1) % 91)}`
      zeros -= run
    }
  }
  for (const weight of weights) {
    if (weight === 0) zeros++
    else {
      flush()
      text += letterOf(Math.max(-45, Math.min(45, weight)) + 45)
    }
  }
  return text
}

function unitOf(text: string, index: number): number {
  const code = text.charCodeAt(index)
  return (code === 33 ? 92 : code) - 35
}

function letterOf(unit: number): string {
  return unit === 57 ? '!' : String.fromCharCode(unit + 35)
}
