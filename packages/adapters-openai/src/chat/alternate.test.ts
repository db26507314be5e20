import { expect, test } from 'vitest'

import { alternate } from './alternate.ts'

const user = (content: string) => ({ role: 'user', content })
const part = { type: 'image_url', image_url: { url: 'http://a' } }

test('neighbouring questions become one', () => {
  expect(alternate([user('a'), user('b')])).toEqual([user('a\n\nb')])
  expect(alternate([user('a'), { role: 'user', content: [part] }])).toEqual([
    { role: 'user', content: [{ type: 'text', text: 'a' }, part] },
  ])
})

test('a question never follows a result directly', () => {
  const result = { role: 'tool', tool_call_id: 'x', content: 'r' }
  expect(alternate([result, result, user('a')])).toEqual([
    result,
    result,
    { role: 'assistant', content: ' ' },
    user('a'),
  ])
})

test('everything else stays as it is', () => {
  const messages = [
    { role: 'system', content: 's' },
    user('a'),
    { role: 'assistant', content: 'b' },
  ]
  expect(alternate(messages)).toEqual(messages)
})
