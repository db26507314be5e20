import { expect, test } from 'vitest'

import { createAffinity } from './affinity.ts'

test('forgets after its time and keeps what was used last', () => {
  const affinity = createAffinity({ max: 2 })
  const home = (at: number) => ({ target: 't', prefixTokens: 10, at })
  affinity.keep('a', home(0))
  affinity.keep('b', home(0))
  affinity.keep('a', home(1))
  affinity.keep('c', home(2))
  expect(affinity.homeOf('a', 100, 50)).toMatchObject({ at: 1 })
  expect(affinity.homeOf('b', 100, 50)).toBeUndefined()
  expect(affinity.homeOf('c', 100, 102)).toBeUndefined()
})
