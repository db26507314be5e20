import { hashOf } from './random.ts'
import type { Split } from './sample.ts'

/** 70, 15 and 15 percent, by the hash of the template. */
export function splitOf(template: string): Split {
  const share = hashOf(template) % 100
  return share < 70 ? 'train' : share < 85 ? 'tune' : 'final'
}

/**
 * 88 and 12 percent of the lines of family files: what is learned grows with every line, and the
 * `final` texts are made of other templates.
 */
export function familySplitOf(line: string): Split {
  return hashOf(line) % 100 < 88 ? 'train' : 'tune'
}
