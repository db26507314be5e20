import {
  inlineReferences,
  referencesIn,
  storedResponse,
  type StoredLookup,
  type StoredResponse,
} from '@signalbox/adapters-openai'
import { openaiResponses } from '@signalbox/adapters-openai/dialects'
import {
  createCustody,
  GatewayError,
  isJsonObject,
  parseJson,
  partitionOf,
  stringify,
  type ChatRequest,
  type Completion,
  type Context,
  type CustodyOptions,
  type HeaderList,
  type JsonObject,
  type KvStore,
  type Middleware,
  type Next,
  type Source,
  type Target,
} from '@signalbox/core'

import { ownValues, sharedValues } from './response-values.ts'

/** How long answers can be pointed to. */
const keptMs = 24 * 3_600_000

/** Answers of the Responses surface, kept so that later requests can point to them. */
export interface ResponseShelf {
  /**
   * For where rules on content stand further in: puts what is known here in place of references, so
   * that the rules read it, and keeps each answer as its client got it.
   */
  readonly outside: Middleware
  /** Puts stored items in place of references, and keeps each answer. Stands behind the resolver. */
  readonly middleware: Middleware
  /** Puts them there for a further target that does not keep what the first one does. */
  readonly attempt: Middleware
  find(headers: HeaderList, id: string): Promise<StoredResponse | undefined>
  remove(headers: HeaderList, id: string): Promise<void>
}

/** What the doors' continuity uses, and a store that all replicas share where there is one. */
export interface ShelfOptions extends CustodyOptions {
  readonly shared?: KvStore | undefined
}

interface Kept extends StoredResponse {
  /** The provider that keeps the answer itself, when it speaks this wire. */
  readonly keeper?: string | undefined
}

/** What a request points to. */
interface Pointed {
  readonly lookup: StoredLookup
  readonly isKnown: boolean
  /** Who keeps it as well; `undefined` is nobody. */
  readonly keepers: ReadonlySet<string | undefined>
  /** How many messages the request had. */
  readonly messages: number
}

const { name: wire } = openaiResponses

/** A shelf over a store. */
export function createResponseShelf({ key, store, shared }: ShelfOptions): ResponseShelf {
  const custody = createCustody({ key, store })
  const values = shared === undefined ? ownValues(store, keptMs) : sharedValues(shared, keptMs, key)
  const pointed = new WeakMap<Source, Pointed>()

  async function read(headers: HeaderList, name: string): Promise<unknown> {
    try {
      return await values.read(headers, name)
    } catch (cause) {
      throw storeAway(cause)
    }
  }
  const find = (headers: HeaderList, id: string) =>
    read(headers, responseKey(headers, id)) as Promise<Kept | undefined>

  async function lookUp(
    { headers }: Source,
    ids: readonly string[],
    messages: number,
  ): Promise<Pointed> {
    const responses = new Map<string, Kept>()
    const items = new Map<string, JsonObject>()
    const keepers = new Set<string | undefined>()
    for (const id of ids) {
      const response = await find(headers, id)
      const item = await read(headers, itemKey(headers, id))
      const keeper = response?.keeper ?? (isJsonObject(item) ? item['keeper'] : undefined)
      keepers.add(typeof keeper === 'string' ? keeper : undefined)
      if (response !== undefined) responses.set(id, response)
      if (isJsonObject(item) && isJsonObject(item['item'])) items.set(id, item['item'])
    }
    return {
      lookup: { items: (id) => items.get(id), response: (id) => responses.get(id) },
      isKnown: ids.every((id) => responses.has(id) || items.has(id)),
      keepers,
      messages,
    }
  }

  async function keep(
    context: Context,
    body: JsonObject,
    { headers }: Source,
    completion: Completion,
  ): Promise<void> {
    const scope = { partition: partitionOf(headers), wire }
    const sealed = custody.seal({ type: 'completion', completion }, scope, context.target)
    if (sealed.type !== 'completion') return
    const { body: text } = openaiResponses.encodeReply(sealed, context.original)
    const response = parseJson(typeof text === 'string' ? text : new TextDecoder().decode(text))
    if (!isJsonObject(response)) return
    const keeper = context.target?.wire === wire ? context.target.provider : undefined
    const stored: Kept = { ...storedResponse(body, response), keeper }
    const { id } = response
    if (typeof id !== 'string') return
    await values.write(headers, responseKey(headers, id), stored)
    for (const [itemId, item] of Object.entries(stored.items))
      await values.write(headers, itemKey(headers, itemId), { item, keeper })
  }

  const opened = (body: JsonObject, source: Source) =>
    custody.open(decode(body, source), { partition: partitionOf(source.headers), wire })

  async function shelved(
    context: Context,
    request: ChatRequest,
    source: Source,
    next: Next,
  ): Promise<void> {
    const ids = referencesIn(source.body)
    let whole = source.body
    if (ids.length > 0) {
      const found = await lookUp(source, ids, request.messages.length)
      pointed.set(source, found)
      const isTheirs = isKeptBy(context.candidates[0], found)
      if (found.isKnown || !isTheirs) whole = inlineReferences(source.body, found.lookup)
      if (!isTheirs) context.request = await opened(whole, source)
    }
    keepLater(context, request, whole, source)
    await next()
  }

  async function shelvedOutside(
    context: Context,
    request: ChatRequest,
    source: Source,
    next: Next,
  ): Promise<void> {
    const ids = referencesIn(source.body)
    let whole = source.body
    if (ids.length > 0) {
      const { isKnown, lookup } = await lookUp(source, ids, request.messages.length)
      if (!isKnown) return next()
      whole = inlineReferences(source.body, lookup)
      context.request = await opened(whole, source)
    }
    context.vars['x-shelved'] = true
    keepLater(context, request, whole, source)
    await next()
  }

  function keepLater(
    context: Context,
    { state }: ChatRequest,
    whole: JsonObject,
    source: Source,
  ): void {
    if (state?.store === false) return
    context.defer(
      ({ status, completion }) =>
        status === 'ok' && completion !== undefined
          ? keep(context, whole, source, completion)
          : undefined,
      { completion: true },
    )
  }

  async function moved(
    context: Context,
    request: ChatRequest,
    { source, found }: { readonly source: Source; readonly found: Pointed },
    next: Next,
  ): Promise<void> {
    if (!found.isKnown) throw unknownThere(context.target)
    const inlined = await opened(inlineReferences(source.body, found.lookup), source)
    const { previousId: _, ...state } = request.state ?? {}
    if (inlined.operation === 'chat')
      context.request = {
        ...request,
        // Behind them stands what was added on the way, such as the beginning of an answer.
        messages: [...inlined.messages, ...request.messages.slice(found.messages)],
        state,
        ...(inlined.source === undefined ? {} : { source: inlined.source }),
      }
    await next()
  }

  return {
    outside(context, next) {
      const { request } = context
      const { source } = request
      return request.operation === 'chat' && source?.wire === wire
        ? shelvedOutside(context, request, source, next)
        : next()
    },
    middleware(context, next) {
      const { request, vars } = context
      const { source } = request
      return request.operation === 'chat' && source?.wire === wire && vars['x-shelved'] !== true
        ? shelved(context, request, source, next)
        : next()
    },
    attempt(context, next) {
      const { request, target } = context
      const { source } = request
      const found = source === undefined ? undefined : pointed.get(source)
      if (request.operation !== 'chat' || source === undefined || found === undefined) return next()
      return isKeptBy(target, found) ? next() : moved(context, request, { source, found }, next)
    },
    find,
    remove: (headers, id) => values.remove(responseKey(headers, id)),
  }
}

/** What nobody here knows, a provider of this wire may: it keeps its own answers. */
function isKeptBy(target: Target | undefined, { isKnown, keepers }: Pointed): boolean {
  if (target?.wire !== wire) return false
  return !isKnown || [...keepers].every((keeper) => keeper === target.provider)
}

function decode(body: JsonObject, source: Source): ChatRequest {
  const text = new TextEncoder().encode(stringify(body))
  const inbound = { method: 'POST', path: '/v1/responses', query: '', headers: source.headers }
  return openaiResponses.decodeRequest(body, { ...inbound, body: text })
}

function responseKey(headers: HeaderList, id: string): string {
  return `response:${partitionOf(headers)}:${id}`
}

function itemKey(headers: HeaderList, id: string): string {
  return `response-item:${partitionOf(headers)}:${id}`
}

function storeAway(cause: unknown): GatewayError {
  return new GatewayError('overloaded', 'Stored responses cannot be read now; retry later.', {
    origin: 'gateway',
    ran: 'no',
    scope: 'request',
    retryAfterMs: 1000,
    cause,
  })
}

function unknownThere(target: Target | undefined): GatewayError {
  return new GatewayError(
    'unsupported',
    `${target?.id ?? 'The model'} does not know the response that is pointed to; send its input again.`,
    { origin: 'client', param: 'previous_response_id', verdict: 'unsupported' },
  )
}
