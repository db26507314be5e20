import { GatewayError } from './errors.ts'
import { readHeaderHints, type HeaderHints } from './header-hints.ts'
import { header, type HeaderList, type Inbound } from './http.ts'
import { isJsonObject, type JsonObject } from './json.ts'
import type { Hints, MaxPrice, Source } from './request.ts'

/** A body without the gateway's own fields, and what they said. */
export interface TakenHints extends HeaderHints {
  readonly body: JsonObject
  readonly hints?: Hints | undefined
  /** The body lost a field, so the client's bytes must not pass. */
  readonly changed: boolean
}

/**
 * Takes `models: []` and `provider: {}` out of a body (OpenRouter's names) and reads the
 * `x-signalbox-*` headers. Headers win. Throws `invalid_request` that names the bad field or header.
 */
export function takeHints(body: JsonObject, headers: HeaderList): TakenHints {
  const fromHeaders = readHeaderHints(headers)
  const models = Array.isArray(body['models']) ? strings(body['models'], 'models') : undefined
  const provider = isJsonObject(body['provider']) ? body['provider'] : undefined
  if (models === undefined && provider === undefined)
    return { ...fromHeaders, body, changed: false }
  const rest = Object.fromEntries(
    Object.entries(body).filter(
      ([key]) =>
        !(key === 'models' && models !== undefined) &&
        !(key === 'provider' && provider !== undefined),
    ),
  )
  const hints = {
    ...(models === undefined ? {} : { models }),
    ...(provider === undefined ? {} : preferences(provider)),
    ...fromHeaders.hints,
  }
  return { ...fromHeaders, body: rest, hints, changed: true }
}

/** The source of a request; bytes are kept only when they say what the parsed body says. */
export function sourceOf(wire: string, taken: TakenHints, inbound: Inbound): Source {
  const { body, headers } = { body: inbound.body, headers: inbound.headers }
  const pass =
    !taken.changed && body.length > 0 && body[0] !== 0xef && isJson(header(headers, 'content-type'))
  return pass
    ? { wire, body: taken.body, bytes: body, headers }
    : { wire, body: taken.body, headers }
}

function isJson(type: string | undefined): boolean {
  return type === undefined || !type.startsWith('multipart/')
}

function preferences(provider: JsonObject): Partial<Hints> {
  const list = (name: string) =>
    provider[name] === undefined ? undefined : strings(provider[name], `provider.${name}`)
  const fallbacks = provider['allow_fallbacks']
  if (fallbacks !== undefined && typeof fallbacks !== 'boolean')
    throw bad('provider.allow_fallbacks', 'true or false')
  const sort = provider['sort']
  if (sort !== undefined && sort !== 'price' && sort !== 'latency' && sort !== 'throughput')
    throw bad('provider.sort', '"price", "latency" or "throughput"')
  return {
    order: list('order'),
    only: list('only'),
    ignore: list('ignore'),
    allowFallbacks: fallbacks,
    sort,
    maxPrice: provider['max_price'] === undefined ? undefined : prices(provider['max_price']),
  }
}

function prices(value: unknown): MaxPrice {
  if (!isJsonObject(value)) throw bad('provider.max_price', 'an object of USD amounts')
  const amount = (name: string) => {
    const entry = value[name]
    if (entry === undefined || entry === null) return undefined
    const usd = Number(entry)
    if (entry === '' || !Number.isFinite(usd) || usd < 0)
      throw bad(`provider.max_price.${name}`, 'an amount in USD')
    return usd
  }
  return {
    prompt: amount('prompt'),
    completion: amount('completion'),
    request: amount('request'),
    image: amount('image'),
  }
}

function strings(value: unknown, param: string): readonly string[] {
  if (!Array.isArray(value) || !value.every((entry) => typeof entry === 'string'))
    throw bad(param, 'a list of strings')
  return value
}

function bad(param: string, wanted: string): GatewayError {
  return new GatewayError('invalid_request', `"${param}" must be ${wanted}.`, {
    origin: 'client',
    param,
  })
}
