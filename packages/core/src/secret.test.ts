import { inspect } from 'node:util'

import { expect, test } from 'vitest'

import { Secret } from './secret.ts'

const secret = new Secret('sk-live-123')

test('gives its value to who asks for it', () => {
  expect(secret.reveal()).toBe('sk-live-123')
})

test.each<[string, () => unknown]>([
  ['a template', () => `Bearer ${secret as unknown as string}`],
  ['String', () => String(secret)],
  ['JSON', () => JSON.stringify({ secret, list: [secret] })],
  ['inspect', () => inspect({ deep: { secret } }, { depth: 9, showHidden: true, getters: true })],
  [
    'inspect without custom output',
    () => inspect(secret, { customInspect: false, showHidden: true }),
  ],
  ['its keys', () => Reflect.ownKeys(secret).map(String).join()],
  ['a copy', () => JSON.stringify(Object.assign({}, secret))],
  ['a clone', () => inspect(structuredClone(secret))],
  ['an error', () => inspect(new Error('failed', { cause: { secret } }))],
])('%s never shows it', (_name, print) => {
  expect(String(print())).not.toContain('sk-live')
})
