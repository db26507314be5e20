import { describe, expect, test } from 'vitest'

import { afterDiff, blocksOf, codeSpans } from './blocks.ts'

const document = {
  path: 'a.md',
  text: [
    'Run `npm start` first.',
    '',
    '```sh',
    'npm start `date`',
    '```',
    '',
    '1. Indented:',
    '',
    '   ```ts',
    '   if (a) {',
    '     b()',
    '   }',
    '   ```',
    '',
    '```',
    'no language',
    '```',
  ].join('\n'),
}

describe('blocks', () => {
  test('are found with place, language and text', () => {
    expect(blocksOf(document)).toEqual([
      { name: 'a.md:4 sh', document: 'a.md', language: 'sh', text: 'npm start `date`' },
      { name: 'a.md:10 ts', document: 'a.md', language: 'ts', text: 'if (a) {\n  b()\n}' },
      { name: 'a.md:16 ', document: 'a.md', language: '', text: 'no language' },
    ])
  })

  test('an open one is refused with its place', () => {
    expect(() => blocksOf({ path: 'b.md', text: 'x\n```ts\n1' })).toThrow('b.md:2')
  })

  test('a diff is read as the file after the change', () => {
    expect(afterDiff(' const a = 1\n-old(a)\n+fresh(a)\n \n end')).toBe(
      'const a = 1\nfresh(a)\n\nend',
    )
  })

  test('code spans are those of the prose', () => {
    expect(codeSpans(document)).toEqual(['npm start'])
  })
})
