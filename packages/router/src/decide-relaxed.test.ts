import { expect, test } from 'vitest'

import type { RouterCapabilities } from './router-catalog.ts'
import { createRouter } from './router.ts'

const targets = ['a/x', 'b/x'].map((id) => ({ id, provider: id.slice(0, 1), model: 'x' }))
const toolless: RouterCapabilities = { toolChoice: [] }

function deciding(capabilities: (id: string) => RouterCapabilities | undefined) {
  const router = createRouter({
    catalog: { price: () => ({ input: 1, output: 1 }), capabilities: ({ id }) => capabilities(id) },
    targets,
  })
  return (strict: boolean) => {
    const { relaxed, ranked } = router.decide({
      kind: 'chat',
      model: 'auto',
      inputTokens: 10,
      needs: ['tools'],
      hints: { strict },
    })
    return { relaxed, ids: ranked.map(({ deployment }) => deployment).toSorted() }
  }
}

test('who is said to lack something answers only where nobody else can', () => {
  const one = deciding((id) => (id === 'a/x' ? toolless : undefined))
  expect(one(false)).toEqual({ relaxed: [], ids: ['b/x'] })
  const both = deciding(() => toolless)
  expect(both(false)).toEqual({ relaxed: ['capability'], ids: ['a/x', 'b/x'] })
})

test('a strict request takes the catalogue at its word', () => {
  expect(deciding(() => toolless)(true)).toEqual({ relaxed: [], ids: [] })
})
