import { expect, test } from 'vitest'

import { toyDialect } from '../test-support/toy-wire.ts'
import type { Dialect } from './dialect.ts'
import { SurfaceTable } from './surface-match.ts'

const gemini: Dialect = {
  ...toyDialect('g'),
  surfaces: [
    { method: 'POST', path: '/v1beta/models/{model}:generateContent', lane: 'hot', auth: 'key' },
    { method: 'POST', path: '/v1beta/models/{model*}:generateContent', lane: 'hot', auth: 'key' },
    { method: 'GET', path: '/items/{id}/parts', lane: 'app', auth: 'key' },
  ],
}
const table = new SurfaceTable([toyDialect('chat'), gemini])

test.each([
  ['POST', '/v1beta/models/gemini:generateContent', { model: 'gemini' }],
  ['POST', '/v1beta/models/openai/gpt-5:generateContent', { model: 'openai/gpt-5' }],
  ['POST', '/v1beta/models/openai%2Fgpt%3Fx:generateContent', { model: 'openai/gpt?x' }],
  ['POST', '/v1beta/models/tuned:v2:generateContent', { model: 'tuned:v2' }],
  ['GET', '/items/7/parts', { id: '7' }],
  ['POST', '/chat', {}],
])('%s %s binds its names', (method, path, params) => {
  expect(table.find(method, path)?.params).toEqual(params)
})

test.each([
  ['POST', '/v1beta/models/gemini:somethingElse'],
  ['POST', '/items/7/parts'],
  ['POST', '/items//parts'],
  ['POST', '/chat/'],
  ['GET', '/chat'],
])('%s %s is nobody’s', (method, path) => {
  expect(table.find(method, path)).toBeUndefined()
})

test('knows the methods of a path, and who is nearest to an unknown one', () => {
  expect(table.methodsOf('/chat')).toEqual(['POST'])
  expect(table.nearest('/v1beta/other')?.name).toBe('g')
})
