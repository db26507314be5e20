import { expect, test } from 'vitest'

import { functionNames } from './function-names.ts'

test('names that fit stay, others get an alias that leads back', () => {
  const names = functionNames([
    { type: 'function', name: 'get.weather:v1-x' },
    { type: 'function', name: '0 day' },
    { type: 'function', name: 'x'.repeat(100) },
    { type: 'server', wire: 'google-generate', tool: 'googleSearch', value: {} },
  ])
  expect(names.toWire('get.weather:v1-x')).toBe('get.weather:v1-x')
  for (const name of ['0 day', 'x'.repeat(100)]) {
    expect(names.toWire(name)).toMatch(/^[A-Za-z_][\w.:-]{0,63}$/)
    expect(names.fromWire(names.toWire(name))).toEqual({ name, kind: 'function' })
  }
})

test('a namespaced tool whose flat name is taken gets another one', () => {
  const names = functionNames([
    { type: 'function', name: 'a__b' },
    { type: 'function', name: 'b', namespace: 'a' },
  ])
  expect(names.toWire('a__b')).toBe('a__b')
  expect(names.fromWire('a__b')).toEqual({ name: 'a__b', kind: 'function' })
  expect(names.fromWire(names.toWire('b'))).toMatchObject({ name: 'b', namespace: 'a' })
})

test('a tool that is no longer offered gets the alias it had', () => {
  const before = functionNames([{ type: 'function', name: 'gone!' }])
  expect(functionNames().toWire('gone!')).toBe(before.toWire('gone!'))
})
