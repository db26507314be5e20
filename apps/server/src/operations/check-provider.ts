import {
  codecFor,
  Secret,
  type Adapter,
  type SecretSource,
  type WireRequest,
} from '@signalbox/core'
import { parseRef } from '@signalbox/secrets'

import { adapterOf } from '../adapters.ts'
import type { ProviderConfig, ProviderKey } from '../config/config.ts'
import { targetOf } from '../routing/target-of.ts'
import { ill, odd, reasonOf, well, type Diagnosis } from './diagnosis.ts'

/** What a provider was found to be, and by how much its clock differs from ours. */
export interface ProviderCheck {
  readonly diagnoses: readonly Diagnosis[]
  /** Ms that the provider's clock is ahead; undefined: it did not say. */
  readonly skewMs?: number | undefined
}

const patienceMs = 8000

/** Asks a provider for its list of models with each of its keys, which costs nothing. */
export async function checkProvider(
  provider: ProviderConfig,
  sources: readonly SecretSource[],
): Promise<ProviderCheck> {
  const keys: readonly (ProviderKey | undefined)[] =
    provider.keys.length === 0 ? [undefined] : provider.keys
  const answers = await Promise.all(keys.map((key) => checkKey(provider, key, sources)))
  const skews = answers.flatMap(({ skewMs }) => (skewMs === undefined ? [] : [skewMs]))
  return {
    diagnoses: answers.map(({ diagnosis }) => diagnosis),
    ...(skews[0] === undefined ? {} : { skewMs: skews[0] }),
  }
}

async function checkKey(
  provider: ProviderConfig,
  key: ProviderKey | undefined,
  sources: readonly SecretSource[],
): Promise<{ readonly diagnosis: Diagnosis; readonly skewMs?: number }> {
  const { name } = provider
  const check = key === undefined ? `provider ${name}` : `provider ${name}, key ${key.id}`
  let request: WireRequest
  try {
    const secret = key === undefined ? new Secret('') : await secretOf(key, sources)
    request = await listRequest(adapterOf(provider), provider, secret)
  } catch (error) {
    return { diagnosis: ill(check, `the key cannot be had: ${reasonOf(error)}`) }
  }
  try {
    const sentAt = Date.now()
    const response = await fetch(request.origin + request.path, {
      headers: pairsOf(request.headers),
      redirect: 'manual',
      signal: AbortSignal.timeout(patienceMs),
    })
    await response.body?.cancel()
    const ms = Date.now() - sentAt
    const date = Date.parse(response.headers.get('date') ?? '')
    const diagnosis = verdict(check, response.status, request.origin, ms)
    // The header has whole seconds: half of one is its mean error.
    return Number.isNaN(date)
      ? { diagnosis }
      : { diagnosis, skewMs: date + 500 - (sentAt + ms / 2) }
  } catch (error) {
    return { diagnosis: ill(check, `${request.origin} is not reached: ${reasonOf(error)}`) }
  }
}

function verdict(check: string, status: number, origin: string, ms: number): Diagnosis {
  if (status === 401 || status === 403)
    return ill(check, `${origin} refuses the key (status ${String(status)})`)
  if (status >= 200 && status < 300) return well(check, `${origin} answers in ${String(ms)} ms`)
  if (status === 404 || status === 405)
    return odd(check, `${origin} is reached but has no list of models: the key is not checked`)
  if (status === 429) return odd(check, `${origin} says it is too much (status 429)`)
  return ill(check, `${origin} answers with status ${String(status)}`)
}

async function secretOf(key: ProviderKey, sources: readonly SecretSource[]): Promise<Secret> {
  if (key.isReference !== true) return key.value
  const ref = parseRef(key.value.reveal())
  const source = sources.find(({ scheme }) => scheme === ref?.scheme)
  if (ref === undefined || source === undefined)
    throw new TypeError('nothing in the configuration says where its reference leads')
  const text = key.value.reveal()
  return (await source.resolve(text.slice(ref.scheme.length + 1))).value
}

/** The adapter knows its addresses and its key's header, so a chat request shows where models are listed. */
async function listRequest(
  adapter: Adapter,
  provider: ProviderConfig,
  key: Secret,
): Promise<WireRequest> {
  const target = targetOf(provider, provider.models[0] ?? 'model')
  const { request } = codecFor(adapter).encodeRequest(
    { operation: 'chat', model: target.model, messages: [], stream: false },
    target,
  )
  const path = (request.path.split('?')[0] ?? '')
    .replace(/\/(?:chat\/completions|responses|messages)$/, '/models')
    .replace(/\/models\/[^/]+$/, '/models')
  const { origin, headers } = request
  const list: WireRequest = { method: 'GET', origin, path, headers: withoutBody(headers) }
  return adapter.authorize(list, { id: 'doctor', key }, Date.now())
}

function withoutBody(headers: WireRequest['headers']): string[] {
  return pairsOf(headers)
    .filter(([name]) => !/^(?:content-.*|accept)$/.test(name))
    .flat()
}

function pairsOf(headers: WireRequest['headers']): [string, string][] {
  return headers.flatMap((name, i): [string, string][] =>
    i % 2 === 0 ? [[name, headers[i + 1] ?? '']] : [],
  )
}
