import { expect, test, vi } from 'vitest'

import { adversarialTexts } from '../../test-support/adversarial-texts.ts'
import { surfaceOf } from '../../test-support/surface-of.ts'
import { createPiiDetector } from './create-pii-detector.ts'

const asked = vi.hoisted(() => ({ count: 0 }))

vi.mock(import('./library-checks.ts'), async (original) => {
  const { nationalCheck, isPhoneNumber } = await original()
  return {
    nationalCheck(country, name) {
      const check = nationalCheck(country, name)
      return (
        check &&
        ((text) => {
          asked.count++
          return check(text)
        })
      )
    },
    isPhoneNumber(number, region) {
      asked.count++
      return isPhoneNumber(number, region)
    },
  }
})

const detector = createPiiDetector()

test.each(adversarialTexts)('a library is seldom asked about %j', (_, whole) => {
  asked.count = 0
  const text = whole.slice(0, 10_000)
  detector.scan(surfaceOf(text), {})
  expect(asked.count / text.length).toBeLessThan(0.3)
})
