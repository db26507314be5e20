import { expect, test } from 'vitest'

import { wholeAddresses } from './whole-addresses.ts'

const text = '12 Oak St\nYork, ON 44101\nUSA, by 9 Elm St, Bonn and 12345'

function span(type: string, value: string) {
  const start = text.indexOf(value)
  return { type, start, end: start + value.length }
}

test('a street, its town and its code are one place, a street and a town are two', () => {
  const parts = [
    span('LOCATION', '12 Oak St'),
    span('LOCATION', 'York'),
    span('ZIP', '44101'),
    span('LOCATION', 'USA'),
    span('LOCATION', '9 Elm St'),
    span('LOCATION', 'Bonn'),
    span('ZIP', '12345'),
  ]
  expect(wholeAddresses(text, parts)).toEqual([
    span('LOCATION', '12 Oak St\nYork, ON 44101\nUSA'),
    ...parts.slice(4),
  ])
})
