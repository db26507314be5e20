import { expect, test } from 'vitest'

import { header, splitBaseUrl } from './http.ts'

test('a header is found by its name, the first one, and never by a value', () => {
  const list = ['a', 'b', 'b', '1', 'b', '2', 'odd']
  expect(header(list, 'b')).toBe('1')
  expect(header(list, '1')).toBeUndefined()
  expect(header(list, 'odd')).toBeUndefined()
  expect(header([], 'a')).toBeUndefined()
})

test.each([
  ['https://api.example.com', 'https://api.example.com', ''],
  ['https://api.example.com/', 'https://api.example.com', ''],
  ['http://localhost:8080/v1/', 'http://localhost:8080', '/v1'],
  ['https://h/a/b//', 'https://h', '/a/b'],
  ['http://[::1]:9', 'http://[::1]:9', ''],
])('%s is split', (url, origin, prefix) => {
  expect(splitBaseUrl(url)).toEqual({ origin, prefix })
})

test.each(['', 'api.example.com', 'ftp://x', 'https://', 'https://x/v1?a=1', 'https://x#y'])(
  '%j is refused with a sentence',
  (url) => {
    expect(() => splitBaseUrl(url)).toThrow('is not a base URL')
  },
)
