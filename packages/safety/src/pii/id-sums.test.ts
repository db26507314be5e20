import { describe, expect, test } from 'vitest'

import { europeanIds, otherIds } from './id-rows.ts'
import { createSumCheck } from './id-sums.ts'
import { nationalCheck } from './library-checks.ts'
import { ownValidators } from './own-validators.ts'
import { withoutTraces } from './without-traces.ts'

function seeded(seed: number): () => number {
  let state = seed
  return () => (state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff) / 0x80000000
}

const numeric = [...europeanIds, ...otherIds].flatMap(([type, country, name, shapes]) =>
  shapes
    .split('|')
    .filter((shape) => /^D\d+$/.test(shape))
    .map((shape) => [type, Number(shape.slice(1)), nationalCheck(country, name)] as const),
)

describe('the sum that is asked before the library', () => {
  test('says no to nothing that the library takes, and to most of the rest', () => {
    const refused: string[] = []
    let wrong = 0
    let left = 0
    for (const [type, length, check] of numeric) {
      if (check === undefined) continue
      const random = seeded(length)
      const canBeRight = createSumCheck(type)
      for (let round = 0; round < 400; round++) {
        const digits = Array.from({ length }, () => Math.floor(random() * 10)).join('')
        const isRight = withoutTraces(() => check(digits))
        if (isRight && !canBeRight(digits)) refused.push(`${type} ${digits}`)
        if (!isRight) wrong++
        if (!isRight && canBeRight(digits)) left++
      }
    }
    expect(refused).toEqual([])
    expect(left / wrong).toBeLessThan(0.4)
  })
})

test('the number of Portugal is judged as the library does', () => {
  const [own, check] = [ownValidators.get('PT.nif'), nationalCheck('PT', 'nif')]
  const random = seeded(9)
  for (let round = 0; round < 300; round++) {
    const first = Array.from({ length: 8 }, () => Math.floor(random() * 10)).join('')
    for (let last = 0; last < 10; last++) {
      const digits = `${first}${last}`
      expect(own?.(digits)).toBe(withoutTraces(() => check?.(digits)))
    }
  }
})
