import { describe, expect, test } from 'vitest'

import { readBudget } from './budget-spec.ts'
import { budgetTree } from './budget-tree.ts'
import { nanoOf, usdText } from './money.ts'

describe('a budget', () => {
  test('is read from amounts as operators write them', () => {
    const day = readBudget({ scope: 'tenant:a', usd: 50, per: 'day', strict: true }).row(0)
    expect(day).toMatchObject({ limit: 50_000_000_000n, mode: 'strict', unit: 'usd' })
    const tokens = readBudget({ scope: 'all', tokens: 1e6, per: 'total' }).row(5)
    expect(tokens).toMatchObject({ limit: 1_000_000n, mode: 'soft', unit: 'tokens' })
    expect(tokens.periodEnd).toBeUndefined()
  })

  test('is another row in every period', () => {
    const budget = readBudget({ scope: 'tenant:a', name: 'a', usd: 1, per: 'day' })
    expect(budget.row(1_000).id).toBe('a@0')
    expect(budget.row(86_400_000).id).toBe('a@86400000')
    expect(budget.row(86_399_999).periodEnd).toBe(86_400_000)
  })

  test.each([
    [{ scope: 'all', per: 'day' }, 'either "usd" or "tokens"'],
    [{ scope: 'all', usd: 1, tokens: 1, per: 'day' }, 'either "usd" or "tokens"'],
    [{ scope: 'all', usd: 'much', per: 'day' }, 'no amount'],
    [{ scope: 'all', usd: 1, per: 'day', timeZone: 'Mars/Base' }, 'no time zone'],
    [{ scope: 'all', usd: 1, per: 'month', startsOn: 30 }, '1 to 28'],
  ] as const)('that is wrong is refused: %j', (spec, words) => {
    expect(() => budgetTree([spec])).toThrow(words)
  })

  test('needs a name of its own', () => {
    const spec = { scope: 'all', usd: 1, per: 'day' } as const
    expect(() => budgetTree([spec, spec])).toThrow('Two budgets')
  })
})

describe('a tree', () => {
  const spec = (scope: string) => ({ scope, usd: 1, per: 'total' }) as const
  const names = ['all', 'org:x', 'team:b', 'tenant:a', 'user:a/u', 'key:a/k', 'tag:t', 'tenant:z']
  const tree = budgetTree(names.map(spec), {
    'tenant:a': 'team:b',
    'team:b': 'org:x',
    'key:a/k': 'team:b',
  })
  const scopes = (caller: Parameters<typeof tree.path>[0]) =>
    tree.path(caller, 0).map(({ row }) => row.scope)

  test('finds every budget above a caller, once', () => {
    expect(scopes({ tenant: 'a', key: 'k', user: 'u', tags: ['t'] })).toEqual([
      'key:a/k',
      'team:b',
      'org:x',
      'user:a/u',
      'tenant:a',
      'tag:t',
      'all',
    ])
    expect(scopes({ tenant: 'z' })).toEqual(['tenant:z', 'all'])
    expect(scopes(undefined)).toEqual(['all'])
  })

  test('does not run in circles', () => {
    const round = budgetTree([spec('team:a')], { 'tenant:q': 'team:a', 'team:a': 'tenant:q' })
    expect(round.path({ tenant: 'q' }, 0)).toHaveLength(1)
  })
})

describe('amounts', () => {
  test.each([
    [50, 50_000_000_000n],
    ['0.000000001', 1n],
    ['0.0000000019', 1n],
    [0.1, 100_000_000n],
    ['12.5', 12_500_000_000n],
  ] as const)('%s USD are whole nano-USD', (usd, nano) => {
    expect(nanoOf(usd)).toBe(nano)
  })

  test('are told without needless digits', () => {
    expect([12_500_000_000n, 1n, 0n, -20_000_000n].map(usdText)).toEqual([
      '$12.50',
      '$0.000000001',
      '$0.00',
      '-$0.02',
    ])
  })
})
