import type { JsonObject, JsonValue } from '@signalbox/core'
import { GatewayError, isJsonObject } from '@signalbox/core'

import { isList, objects, omit, text } from '../json-fields.ts'
import { makeItemId } from './item-ids.ts'

/** What has to be kept of an answer so that later requests can point to it. */
export interface StoredResponse {
  readonly response: JsonObject
  /** Everything the model read as input, earlier turns included, each item with an id. */
  readonly input: readonly JsonObject[]
  /** The output items by their id. */
  readonly items: Readonly<Record<string, JsonObject>>
}

/** Where stored items and responses are looked up. */
export interface StoredLookup {
  items(id: string): JsonObject | undefined
  response(id: string): StoredResponse | undefined
}

/** The ids that a body points to: item references and the previous response. */
export function referencesIn(body: JsonObject): readonly string[] {
  const previous = text(body, 'previous_response_id')
  const items = objects(body['input']).map(referenceOf)
  return [...items, previous].filter((id) => id !== undefined)
}

/** The body with stored items in place of its references; an unknown one is OpenAI's own 400. */
export function inlineReferences(body: JsonObject, found: StoredLookup): JsonObject {
  if (referencesIn(body).length === 0) return body
  const previous = text(body, 'previous_response_id')
  const current = inputItems(body['input']).map((item) => {
    const ref = referenceOf(item)
    if (ref === undefined) return item
    const stored = found.items(ref)
    if (stored === undefined) throw notFound('input', `Item with id '${ref}' not found.`)
    return stored
  })
  if (previous === undefined) return { ...body, input: current }
  const turn = found.response(previous)
  if (turn === undefined)
    throw notFound('previous_response_id', `Previous response with id '${previous}' not found.`)
  const input = [...turn.input, ...objects(turn.response['output']), ...current]
  return { ...omit(body, ['previous_response_id']), input }
}

/** What to keep of an answered request; `body` is the one with its references inlined. */
export function storedResponse(body: JsonObject, response: JsonObject): StoredResponse {
  const id = text(response, 'id') ?? ''
  const output = objects(response['output'])
  return {
    response,
    input: inputItems(body['input']).map((item, index) => withItemId(item, id, index)),
    items: Object.fromEntries(
      output.flatMap((item) => {
        const itemId = text(item, 'id')
        return itemId === undefined ? [] : [[itemId, item] as const]
      }),
    ),
  }
}

/** How a client pages through the input items of a response. */
export interface PageOptions {
  readonly after?: string | undefined
  readonly limit?: number | undefined
  readonly order?: 'asc' | 'desc' | undefined
}

/** One page of input items in OpenAI's list shape; newest first unless told otherwise. */
export function inputItemsPage(stored: StoredResponse, options: PageOptions = {}): JsonObject {
  const { after, order = 'desc' } = options
  const limit = Math.min(Math.max(options.limit ?? 20, 1), 100)
  const ordered = order === 'asc' ? stored.input : stored.input.toReversed()
  const at = after === undefined ? -1 : ordered.findIndex((item) => item['id'] === after)
  if (after !== undefined && at === -1)
    throw notFound('after', `Item with id '${after}' not found.`)
  const data = ordered.slice(at + 1, at + 1 + limit)
  return {
    object: 'list',
    data,
    first_id: data[0]?.['id'] ?? null,
    last_id: data.at(-1)?.['id'] ?? null,
    has_more: at + 1 + limit < ordered.length,
  }
}

function referenceOf(item: JsonObject): string | undefined {
  const { type, role } = item
  const bare = (type === undefined || type === null) && role === undefined
  return type === 'item_reference' || bare ? text(item, 'id') : undefined
}

function inputItems(input: JsonValue | undefined): readonly JsonObject[] {
  if (typeof input === 'string') {
    const content = [{ type: 'input_text', text: input }]
    return [{ type: 'message', role: 'user', content }]
  }
  return isList(input) ? input.filter(isJsonObject) : []
}

function withItemId(item: JsonObject, responseId: string, index: number): JsonObject {
  if (typeof item['id'] === 'string') return item
  const prefix = item['type'] === 'message' || item['type'] === undefined ? 'msg' : 'item'
  return { ...item, id: makeItemId(prefix, responseId, index) }
}

function notFound(param: string, message: string): GatewayError {
  return new GatewayError('invalid_request', message, { origin: 'client', param })
}
