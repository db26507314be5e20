import { expect, test } from 'vitest'

import { maskLine, maskSecrets } from './mask-secrets.ts'

test.each([
  ['apiKey: sk-abcdef123456', 'apiKey: ***************'],
  ['apiKey: "plain words"', 'apiKey: *************'],
  ["{ id: a, value: 'x y' }", '{ id: a, value: ***** }'],
  ['apiKey: ${NAME}', 'apiKey: ${NAME}'],
  ['apiKey: "${NAME:-x}"', 'apiKey: "${NAME:-x}"'],
  ['"adminKey": "abc",', '"adminKey": *****,'],
  ['  - sk-ant-0123456789', '  - *****************'],
  ['apiKexsk-live-0123456789', 'apiKex******************'],
  ['x0123456789abcdef0123456789abcdef', '*********************************'],
  ['baseUrl: http://user:pw@host', 'baseUrl: http://*******@host'],
  ['xai-production-eu: { adapter: xai }', 'xai-production-eu: { adapter: xai }'],
  ['targets: [openai/gpt-4o-mini]', 'targets: [openai/gpt-4o-mini]'],
])('a line is shown without its secrets, carets kept right: %s', (line, shown) => {
  expect(maskLine(line)).toBe(shown)
  expect(maskLine(line)).toHaveLength(line.length)
})

test('given literals are hidden wherever they stand, names are not', () => {
  expect(maskSecrets('the key "hunter22" of openai', ['hunter22', ''])).toBe(
    'the key "********" of openai',
  )
  expect(maskSecrets('give "apiKey" or "keys"')).toBe('give "apiKey" or "keys"')
})
