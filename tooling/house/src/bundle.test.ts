import { describe, expect, test } from 'vitest'

import { bundle } from './bundle.ts'

const everything = (name: string): string => `export * from '${name}'\n`

/** `ceiling` never breaks; above `goal` the test names itself as owed. */
const budgets = [
  {
    name: 'the pipeline alone',
    source: "export { pipeline } from '@signalbox/core'\n",
    goal: 3000,
    ceiling: 4000,
  },
  { name: 'the whole root', source: everything('@signalbox/core'), goal: 12_000, ceiling: 20_000 },
]

describe('bytes of core, minified, brotli', () => {
  test.for(budgets)('$name fits $ceiling, the goal is $goal', async (budget, context) => {
    const brotliBytes = (await bundle(budget.source)).brotliBytes()
    expect(brotliBytes).toBeGreaterThan(500)
    expect(brotliBytes).toBeLessThanOrEqual(budget.ceiling)
    context.skip(brotliBytes > budget.goal, `${String(brotliBytes)} bytes`)
  })
})

describe('portable entries', () => {
  test.each([
    '@signalbox/core',
    '@signalbox/core/web',
    '@signalbox/adapters-anthropic',
    '@signalbox/adapters-anthropic/dialects',
    '@signalbox/adapters-cohere',
    '@signalbox/adapters-cohere/dialects',
    '@signalbox/adapters-bedrock',
    '@signalbox/adapters-google',
    '@signalbox/adapters-google/dialects',
    '@signalbox/adapters-openai',
    '@signalbox/adapters-openai/dialects',
    '@signalbox/safety',
    '@signalbox/safety/injection',
  ])('%s loads nothing of a runtime', async (name) => {
    expect((await bundle(everything(name))).imports).toEqual([])
  })

  test('a node: module behind an import is seen', async () => {
    const { imports } = await bundle(everything('@signalbox/core/node'))
    expect(imports.filter((name) => name.startsWith('node:'))).not.toEqual([])
  })
})
