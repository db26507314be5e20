import {
  inlineReferences,
  referencesIn,
  storedResponse,
  type StoredResponse,
} from '@signalbox/adapters-openai'
import { openaiResponses } from '@signalbox/adapters-openai/dialects'
import {
  createCustody,
  isJsonObject,
  partitionOf,
  type ChatRequest,
  type Completion,
  type Context,
  type CustodyOptions,
  type JsonObject,
  type Middleware,
  type Next,
  type Source,
} from '@signalbox/core'

/** How long answers can be pointed to. */
const keptMs = 24 * 3_600_000

/** Answers of the Responses surface, kept so that later requests can point to them. */
export interface ResponseShelf {
  /** Puts stored items in place of references, and keeps each answer. Stands behind the resolver. */
  readonly middleware: Middleware
  find(partition: string, id: string): Promise<StoredResponse | undefined>
  remove(partition: string, id: string): Promise<void>
}

interface Kept extends StoredResponse {
  /** The provider that keeps the answer itself, when it speaks this wire. */
  readonly keeper?: string | undefined
}

/** A shelf over a store; `options` is what the doors' continuity uses. */
export function createResponseShelf(options: CustodyOptions): ResponseShelf {
  const { store } = options
  const custody = createCustody(options)
  const { name: wire } = openaiResponses

  async function read(key: string): Promise<unknown> {
    const bytes = await store.get(key)
    return bytes === undefined ? undefined : JSON.parse(new TextDecoder().decode(bytes))
  }
  const write = (key: string, value: unknown) =>
    store.set(key, new TextEncoder().encode(JSON.stringify(value)), keptMs)
  const find = (partition: string, id: string) =>
    read(responseKey(partition, id)) as Promise<Kept | undefined>

  /** The request with everything in place that it points to; the same one when that is not needed. */
  async function resolve(context: Context, source: Source): Promise<JsonObject> {
    const ids = referencesIn(source.body)
    if (ids.length === 0) return source.body
    const partition = partitionOf(source.headers)
    const [target] = context.candidates
    const native = target?.wire === wire
    const responses = new Map<string, Kept>()
    const items = new Map<string, JsonObject>()
    let elsewhere = false
    for (const id of ids) {
      const response = await find(partition, id)
      const item = await read(itemKey(partition, id))
      const keeper = response?.keeper ?? (isJsonObject(item) ? item['keeper'] : undefined)
      if (keeper !== target?.provider) elsewhere = true
      if (response !== undefined) responses.set(id, response)
      if (isJsonObject(item) && isJsonObject(item['item'])) items.set(id, item['item'])
    }
    // What nobody here knows, a provider of this wire may: it keeps its own answers.
    const known = ids.every((id) => responses.has(id) || items.has(id))
    if (native && (!elsewhere || !known)) return source.body
    return inlineReferences(source.body, {
      items: (id) => items.get(id),
      response: (id) => responses.get(id),
    })
  }

  async function keep(
    context: Context,
    body: JsonObject,
    source: Source,
    completion: Completion,
  ): Promise<void> {
    const scope = { partition: partitionOf(source.headers), wire }
    const sealed = custody.seal({ type: 'completion', completion }, scope, context.target)
    if (sealed.type !== 'completion') return
    const { body: text } = openaiResponses.encodeReply(sealed, context.original)
    const response: unknown = JSON.parse(
      typeof text === 'string' ? text : new TextDecoder().decode(text),
    )
    if (!isJsonObject(response)) return
    const keeper = context.target?.wire === wire ? context.target.provider : undefined
    const stored: Kept = { ...storedResponse(body, response), keeper }
    const { id } = response
    if (typeof id !== 'string') return
    await write(responseKey(scope.partition, id), stored)
    for (const [itemId, item] of Object.entries(stored.items))
      await write(itemKey(scope.partition, itemId), { item, keeper })
  }

  async function shelved(
    context: Context,
    request: ChatRequest,
    source: Source,
    next: Next,
  ): Promise<void> {
    const body = await resolve(context, source)
    if (body !== source.body) {
      const decoded = decode(body, source)
      const scope = { partition: partitionOf(source.headers), wire }
      context.request = await custody.open(decoded, scope)
    }
    if (request.state?.store !== false)
      context.defer(
        ({ status, completion }) =>
          status === 'ok' && completion !== undefined
            ? keep(context, body, source, completion)
            : undefined,
        { completion: true },
      )
    await next()
  }

  return {
    middleware(context, next) {
      const { request } = context
      const { source } = request
      return request.operation === 'chat' && source?.wire === wire
        ? shelved(context, request, source, next)
        : next()
    },
    find,
    async remove(partition, id) {
      await store.del(responseKey(partition, id))
    },
  }
}

function decode(body: JsonObject, source: Source): ChatRequest {
  const text = new TextEncoder().encode(JSON.stringify(body))
  const inbound = { method: 'POST', path: '/v1/responses', query: '', headers: source.headers }
  return openaiResponses.decodeRequest(body, { ...inbound, body: text })
}

function responseKey(partition: string, id: string): string {
  return `response:${partition}:${id}`
}

function itemKey(partition: string, id: string): string {
  return `response-item:${partition}:${id}`
}
