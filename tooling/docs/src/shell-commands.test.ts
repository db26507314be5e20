import { expect, test } from 'vitest'

import { shellCommands } from './shell-commands.ts'

test('assignments, comments and continued lines are told apart from words', () => {
  expect(shellCommands('# note\nA=1 B=x=y npm start -- check FILE\n\ncurl -s \\\n  url')).toEqual([
    {
      env: { A: '1', B: 'x=y' },
      words: ['npm', 'start', '--', 'check', 'FILE'],
      text: 'A=1 B=x=y npm start -- check FILE',
    },
    { env: {}, words: ['curl', '-s', 'url'], text: 'curl -s url' },
  ])
})
