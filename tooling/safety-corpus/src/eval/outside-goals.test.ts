import { createInjectionDetector } from '@signalbox/safety/injection'
import { describe, expect, test } from 'vitest'

import { createRandom } from '../random.ts'
import { transforms } from '../transforms.ts'
import { isWrapped, outsideDocuments, type OutsideDocument } from './outside-figures.ts'

const detector = createInjectionDetector()
const surface = {
  path: '/text',
  role: 'tool',
  trust: 'external',
  editable: true,
  kind: 'text',
} as const
const alarms = (text: string) => detector.assess({ ...surface, text }).score >= 0.5

const documents = outsideDocuments()
const share = (wanted: (document: OutsideDocument) => boolean) => {
  const part = documents.filter(wanted)
  return part.filter(({ text }) => alarms(text)).length / part.length
}

/** Disguises that leave a model little to read, and the share that is still found in them. */
const hard: ReadonlyMap<string, number> = new Map([
  ['underscores', 0.5],
  ['lines', 0.5],
  ['dotted', 0.7],
  ['dashed', 0.8],
  ['boxed', 0.85],
  ['leet', 0.85],
])

describe('what the rules find in documents, on texts of our own', () => {
  test('orders that something beside their goal betrays', () => {
    expect(share((one) => isWrapped(one) && one.half === 'open')).toBeGreaterThanOrEqual(0.95)
    expect(share((one) => isWrapped(one) && one.half === 'closed')).toBeGreaterThanOrEqual(0.6)
  })

  test('tasks that nothing betrays but themselves', () => {
    expect(share(({ section }) => section === 'bare-code')).toBeGreaterThanOrEqual(0.65)
    expect(share(({ section }) => section === 'bare-text')).toBeGreaterThanOrEqual(0.6)
  })

  test('few ordinary documents, though most of ours are hard ones', () => {
    expect(share(({ attack }) => !attack)).toBeLessThanOrEqual(0.055)
  })
})

describe('orders in documents survive disguises, and benign texts do not alarm in them', () => {
  const random = createRandom(13)
  const every = (count: number, wanted: (document: OutsideDocument) => boolean) =>
    documents.filter(wanted).filter((_, index) => index % count === 0)
  const found = every(9, ({ attack, section, text }) => {
    return attack && section !== 'abroad' && alarms(text)
  })
  const benign = every(9, ({ attack, text }) => !attack && !alarms(text))

  test.each(Object.entries(transforms))('%s', (name, transform) => {
    const kept = found.filter(({ text }) => alarms(transform(text, random))).length
    expect(kept / found.length).toBeGreaterThanOrEqual(hard.get(name) ?? 0.93)
    const added = benign.filter(({ text }) => alarms(transform(text, random))).length
    expect(added).toBeLessThanOrEqual(hard.has(name) ? 1 : 0)
  })
})
