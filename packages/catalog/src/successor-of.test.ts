import { describe, expect, test } from 'vitest'

import { createCatalog } from './create-catalog.ts'
import type { Override } from './overrides.ts'

const start = Date.UTC(2031, 0, 1)
const dayMs = 86_400_000

function at(overrides: readonly Override[], now = start) {
  const clock = { now, wall: () => clock.now }
  const providers = { lab: { adapter: 'vllm' }, other: { adapter: 'vllm' } }
  return { clock, catalog: createCatalog({ overrides, providers, clock }) }
}

function ends(match: string, retires: string, successor?: string): Override {
  return { match, deprecation: { retires, successor } }
}

describe('the successor of a model', () => {
  test.each([
    ['nobody, while it lives', [ends('lab/a', '2031-01-02', 'b')], undefined],
    ['nobody, where none is named', [ends('lab/a', '2031-01-01')], undefined],
    ['of its provider', [ends('lab/a', '2031-01-01', 'b')], { provider: 'lab', model: 'b' }],
    ['of another', [ends('lab/a', '2031-01-01', 'other/b')], { provider: 'other', model: 'b' }],
    [
      'the last of its line',
      [ends('lab/a', '2030-01-01', 'b'), ends('lab/b', '2031-01-01', 'c')],
      { provider: 'lab', model: 'c' },
    ],
    [
      'nobody, where the line is a circle',
      [ends('lab/a', '2030-01-01', 'b'), ends('lab/b', '2030-01-01', 'a')],
      undefined,
    ],
    [
      'nobody, where its line has ended',
      [ends('lab/a', '2030-01-01', 'b'), ends('lab/b', '2031-01-01')],
      undefined,
    ],
  ])('is %s', (_, overrides, expected) => {
    expect(at(overrides).catalog.successor({ provider: 'lab', model: 'a' })).toEqual(expected)
  })

  test('is nobody of a provider that is not configured', () => {
    const { catalog } = at([ends('openai/gpt-5', '2030-01-01', 'nobody/x')])
    expect(catalog.successor({ provider: 'openai', model: 'gpt-5' })).toBeUndefined()
  })
})

describe('the version', () => {
  test('changes at the end of a model that was asked for, once', () => {
    const { catalog, clock } = at([ends('lab/a', '2031-01-02', 'b')])
    const before = catalog.version
    expect(catalog.capabilities({ provider: 'lab', model: 'a' })).not.toHaveProperty('deprecated')
    clock.now += dayMs - 1
    expect(catalog.version).toBe(before)
    clock.now += 1
    const after = catalog.version
    expect(after).not.toBe(before)
    expect(catalog.capabilities({ provider: 'lab', model: 'a' })).toMatchObject({
      deprecated: true,
    })
    clock.now += 400 * dayMs
    expect(catalog.version).toBe(after)
  })

  test('changes with the hours of a price that was asked for', () => {
    const { catalog, clock } = at([], Date.UTC(2026, 10, 25, 0, 30))
    const query = { provider: 'deepseek', model: 'deepseek-v4-pro' }
    const before = [catalog.version, catalog.price(query).input]
    clock.now = Date.UTC(2026, 10, 25, 1) - 1
    expect([catalog.version, catalog.price(query).input]).toEqual(before)
    clock.now += 1
    expect(catalog.version).not.toBe(before[0])
    expect(catalog.price(query).input).not.toBe(before[1])
  })
})
