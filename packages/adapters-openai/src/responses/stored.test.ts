import { GatewayError, type JsonObject } from '@signalbox/core'
import { describe, expect, test } from 'vitest'

import {
  inlineReferences,
  inputItemsPage,
  referencesIn,
  storedResponse,
  type StoredLookup,
} from './stored.ts'

const reasoning = { type: 'reasoning', id: 'rs_1', summary: [], encrypted_content: 'g' }
const message = {
  type: 'message',
  id: 'msg_1',
  role: 'assistant',
  status: 'completed',
  content: [],
}
const first = storedResponse(
  { model: 'm', input: 'hi' },
  { id: 'resp_1', object: 'response', output: [reasoning, message] },
)
const found: StoredLookup = {
  items: (id) => first.items[id],
  response: (id) => (id === 'resp_1' ? first : undefined),
}
const user = { role: 'user', content: 'more' }

function failure(run: () => unknown): GatewayError {
  try {
    run()
  } catch (error) {
    if (GatewayError.is(error)) return error
  }
  throw new Error('Nothing was refused.')
}

describe('stored responses', () => {
  test('tells what a body points to', () => {
    const input = [{ type: 'item_reference', id: 'rs_1' }, { id: 'msg_1' }, user, message]
    expect(referencesIn({ input, previous_response_id: 'resp_1' })).toEqual([
      'rs_1',
      'msg_1',
      'resp_1',
    ])
    expect(referencesIn({ input: 'hi', previous_response_id: null })).toEqual([])
  })

  test('puts items in place of references', () => {
    const body = { model: 'm', input: [{ type: 'item_reference', id: 'rs_1' }, user] }
    expect(inlineReferences(body, found)).toEqual({ model: 'm', input: [reasoning, user] })
    const plain = { model: 'm', input: [user] }
    expect(inlineReferences(plain, found)).toBe(plain)
  })

  test('puts the whole earlier turn before a new one', () => {
    const body = { model: 'm', previous_response_id: 'resp_1', input: 'more' }
    const inlined = inlineReferences(body, found)
    expect(inlined).not.toHaveProperty('previous_response_id')
    expect(inlined['input']).toMatchObject([
      { role: 'user', content: [{ type: 'input_text', text: 'hi' }] },
      reasoning,
      message,
      { role: 'user', content: [{ type: 'input_text', text: 'more' }] },
    ])
    const second = storedResponse(inlined, { id: 'resp_2', output: [] })
    expect(second.input).toHaveLength(4)
  })

  test('refuses what it does not know in the words of OpenAI', () => {
    const item = failure(() =>
      inlineReferences({ input: [{ type: 'item_reference', id: 'rs_9' }] }, found),
    )
    expect([item.message, item.details.param, item.status]).toEqual([
      "Item with id 'rs_9' not found.",
      'input',
      400,
    ])
    const turn = failure(() => inlineReferences({ previous_response_id: 'resp_9' }, found))
    expect([turn.message, turn.details.param]).toEqual([
      "Previous response with id 'resp_9' not found.",
      'previous_response_id',
    ])
  })

  test('pages through input items, newest first', () => {
    const input: readonly JsonObject[] = ['a', 'b', 'c'].map((id) => ({ type: 'message', id }))
    const stored = storedResponse({ input }, { id: 'resp_3', output: [] })
    expect(inputItemsPage(stored, { limit: 2 })).toEqual({
      object: 'list',
      data: [input[2], input[1]],
      first_id: 'c',
      last_id: 'b',
      has_more: true,
    })
    expect(inputItemsPage(stored, { limit: 2, after: 'b' })['data']).toEqual([input[0]])
    expect(inputItemsPage(stored, { order: 'asc' })['has_more']).toBe(false)
    expect(failure(() => inputItemsPage(stored, { after: 'z' })).status).toBe(400)
  })

  test('gives every input item an id', () => {
    const ids = first.input.map((item) => item['id'])
    expect(ids).toEqual(['msg_sb_1_0'])
  })
})
