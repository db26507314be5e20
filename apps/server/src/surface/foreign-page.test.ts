import { describe, expect, test } from 'vitest'

import { isForeignPage } from './foreign-page.ts'

describe('a request to a gateway without keys', () => {
  test.each([
    'localhost:4400',
    '127.0.0.1:4400',
    '[::1]:4400',
    '10.0.0.5',
    'gateway:4400',
    'api.localhost',
    'host.docker.internal:4400',
    'box.local',
  ])('by the name %s comes from near', (host) => {
    expect(isForeignPage(['host', host])).toBe(false)
  })

  test.each([
    'evil.example',
    'evil.example:4400',
    'evil.example.',
    '127.0.0.1.evil.example',
    'localhost.evil.example',
    'localhost@evil.example',
    'localhost/../evil',
    'a b',
    'local%00host',
    '[::1',
    '',
  ])('by the name %j may come from a page elsewhere', (host) => {
    expect(isForeignPage(['host', host])).toBe(true)
  })

  test('is judged by its origin too', () => {
    const from = (origin: string) => isForeignPage(['host', 'localhost:4400', 'origin', origin])
    expect(['http://localhost:3000', 'http://127.0.0.1', 'vscode-webview://x'].map(from)).toEqual([
      false,
      false,
      false,
    ])
    expect(
      ['https://evil.example', 'http://localhost.evil.example', 'null', 'https://'].map(from),
    ).toEqual([true, true, true, true])
    expect(isForeignPage([])).toBe(false)
  })
})
