import { describe, expect, test } from 'vitest'

import { surfaceOf } from '../../test-support/surface-of.ts'
import { createPiiDetector } from './create-pii-detector.ts'

const detector = createPiiDetector()

function typesOf(text: string): readonly string[] {
  return detector.scan(surfaceOf(text), {}).map(({ type }) => type)
}

describe('a message that is nothing but an id', () => {
  test.each([
    ['12-3456789', 'US_EIN'],
    ['KA01AB1234', 'IN_VEHICLE_REGISTRATION'],
    ['CA12345AA', 'IT_IDENTITY_CARD'],
    ['AB1234567', 'UK_PASSPORT'],
    ['11-12-345678-90', 'KR_DRIVER_LICENSE'],
    ['1234567-1', 'FI_YTUNNUS'],
  ])('%s is one of %s', (text, type) => {
    expect(typesOf(text)).toContain(type)
    expect(typesOf(`see ${text} there`)).not.toContain(type)
  })

  test('is one of every country whose check digit it has', () => {
    expect(typesOf('736028/5163')).toEqual(expect.arrayContaining(['CZ_RC', 'SK_RC']))
  })

  test.each(['order12', 'ab1234567', '12345678', '2024-01-31', 'XX00AB1234'])(
    '%s is none',
    (text) => {
      expect(typesOf(text)).toEqual([])
    },
  )
})
