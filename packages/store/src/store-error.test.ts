import { expect, test } from 'vitest'

import { loadClient } from './store-error.ts'

test('a client that is not installed is named, with what to type', async () => {
  const load = () => import(/* @vite-ignore */ ['no', 'such', 'client'].join('-'))
  await expect(loadClient('no-such-client', load)).rejects.toMatchObject({
    name: 'StoreError',
    reason: 'missing-client',
    message: 'This store needs a package: npm install no-such-client',
  })
})

test('a client that is there is what the import gave', async () => {
  expect(await loadClient('here', async () => 7)).toBe(7)
})
