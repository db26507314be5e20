import { readFileSync } from 'node:fs'

import { describe, expect, test } from 'vitest'

import { bundleVendored, vendored } from '../../scripts/vendored.ts'

describe('code of others that we carry', () => {
  test.each(vendored)('$library is what its package has, by `npm run vendor`', async (each) => {
    const isSame = readFileSync(each.file, 'utf8') === (await bundleVendored(each))
    expect(isSame).toBe(true)
  })
})
