import { GatewayError, isJsonObject, type JsonObject } from '@signalbox/core'

import type { HttpFetch } from '../http-fetch.ts'

/** One call to a server of secrets. */
export interface JsonCall {
  readonly fetch: HttpFetch
  readonly url: string
  readonly method?: string | undefined
  readonly headers?: Readonly<Record<string, string>> | undefined
  readonly body?: string | undefined
  readonly timeoutMs?: number | undefined
}

/** A status other than 2xx; the body may hold secrets and is not kept. */
export class VaultError extends Error {
  override readonly name = 'VaultError'
  readonly status: number

  constructor(host: string, status: number, hint: string) {
    super(`The secret server ${host} answered ${String(status)}${hint}.`)
    this.status = status
  }
}

const defaultTimeoutMs = 5000

/** The JSON object a server answers; throws `VaultError`, or a sentence without the answer in it. */
export async function askJson(call: JsonCall): Promise<JsonObject> {
  const { fetch, url, method = 'GET', headers = {}, body, timeoutMs = defaultTimeoutMs } = call
  const { host } = new URL(url)
  const signal = AbortSignal.timeout(timeoutMs)
  const init = { method, headers, signal, ...(body === undefined ? {} : { body }) }
  const answer = await fetch(url, init)
  const text = await answer.text()
  if (answer.status < 200 || answer.status > 299)
    throw new VaultError(host, answer.status, hintOf(answer.status))
  if (text === '') return {}
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new GatewayError('internal', `The secret server ${host} did not answer JSON.`)
  }
  if (!isJsonObject(value))
    throw new GatewayError('internal', `The secret server ${host} did not answer an object.`)
  return value
}

function hintOf(status: number): string {
  if (status === 401 || status === 403) return ': the gateway has no right to read this'
  if (status === 404) return ': there is no such secret'
  if (status === 503) return ': it is sealed or in maintenance'
  return ''
}
