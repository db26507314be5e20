import { hashOf } from './random.ts'
import type { Split } from './sample.ts'

/** 70, 15 and 15 percent, by the hash of the template. */
export function splitOf(template: string): Split {
  const share = hashOf(template) % 100
  return share < 70 ? 'train' : share < 85 ? 'tune' : 'final'
}
