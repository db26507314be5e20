import { isJsonObject, Secret, type JsonObject, type SecretSource } from '@signalbox/core'

import type { HttpFetch } from '../http-fetch.ts'
import { splitField } from '../secret-ref.ts'
import { askJson, VaultError } from './ask-json.ts'
import { fieldOf } from './field-of.ts'

/** How the gateway proves who it is. */
export type VaultAuth =
  | { readonly type: 'token'; readonly token: Secret }
  | {
      readonly type: 'approle'
      readonly roleId: string
      readonly secretId: Secret
      readonly mount?: string | undefined
    }
  | {
      readonly type: 'kubernetes'
      readonly role: string
      /** The service account's token, read anew for each login. */
      readonly jwt: () => Promise<string>
      readonly mount?: string | undefined
    }

/** A Vault or OpenBao and how to enter. */
export interface VaultSourceOptions {
  readonly fetch: HttpFetch
  /** `https://vault:8200`. */
  readonly address: string
  readonly auth: VaultAuth
  readonly namespace?: string | undefined
  /** Unix ms. */
  readonly wall?: (() => number) | undefined
  readonly timeoutMs?: number | undefined
}

interface Session {
  readonly token: string
  /** Unix ms; renewed at two thirds of the way there. */
  readonly endsAt: number
  readonly renewAt: number
  readonly isRenewable: boolean
}

/** `vault:kv/data/llm#openai`: key-value engine, version 2, with its path as the API has it. */
export function vaultSource(options: VaultSourceOptions): SecretSource {
  const { auth, namespace, wall = () => Date.now() } = options
  let session: Session | undefined
  let entering: Promise<Session> | undefined

  function call(path: string, token: string | undefined, body?: JsonObject): Promise<JsonObject> {
    return askJson({
      fetch: options.fetch,
      url: `${options.address.replace(/\/+$/, '')}/v1/${path}`,
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        'x-vault-request': 'true',
        ...(token === undefined ? {} : { 'x-vault-token': token }),
        ...(namespace === undefined ? {} : { 'x-vault-namespace': namespace }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      timeoutMs: options.timeoutMs,
    })
  }

  async function login(): Promise<Session> {
    switch (auth.type) {
      case 'token':
        return { token: auth.token.reveal(), ...never }
      case 'approle': {
        const body = { role_id: auth.roleId, secret_id: auth.secretId.reveal() }
        return sessionOf(await call(`auth/${auth.mount ?? 'approle'}/login`, undefined, body))
      }
      case 'kubernetes': {
        const body = { role: auth.role, jwt: await auth.jwt() }
        return sessionOf(await call(`auth/${auth.mount ?? 'kubernetes'}/login`, undefined, body))
      }
    }
  }

  function sessionOf(answer: JsonObject): Session {
    const given = isJsonObject(answer['auth']) ? answer['auth'] : {}
    const { client_token: token, lease_duration: lease, renewable } = given
    if (typeof token !== 'string') throw new TypeError('The vault let nobody in: no client_token.')
    if (typeof lease !== 'number' || lease <= 0) return { token, ...never }
    const ms = lease * 1000
    return {
      token,
      endsAt: wall() + ms,
      renewAt: wall() + (ms * 2) / 3,
      isRenewable: renewable === true,
    }
  }

  async function renewed(before: Session): Promise<Session> {
    if (!before.isRenewable) return login()
    try {
      return sessionOf(await call('auth/token/renew-self', before.token, {}))
    } catch (error) {
      if (!(error instanceof VaultError)) throw error
      return login()
    }
  }

  function enter(make: () => Promise<Session>): Promise<Session> {
    entering ??= make().finally(() => (entering = undefined))
    return entering
  }

  async function current(): Promise<Session> {
    const known = session
    if (known === undefined || wall() >= known.endsAt) session = await enter(login)
    else if (wall() >= known.renewAt) session = await enter(() => renewed(known))
    return session ?? enter(login)
  }

  async function read(path: string): Promise<JsonObject> {
    const { token } = await current()
    try {
      return await call(path, token)
    } catch (error) {
      // A revoked session looks like a missing right: one new login tells them apart.
      if (!(error instanceof VaultError) || error.status !== 403 || auth.type === 'token')
        throw error
      session = await enter(login)
      return call(path, session.token)
    }
  }

  return {
    scheme: 'vault',
    async resolve(ref) {
      const { path, field } = splitField(ref)
      const answer = await read(path)
      const outer = isJsonObject(answer['data']) ? answer['data'] : {}
      const data = isJsonObject(outer['data']) ? outer['data'] : {}
      const metadata = isJsonObject(outer['metadata']) ? outer['metadata'] : {}
      const value = new Secret(fieldOf(data, field, `vault:${path}`))
      return { value, version: JSON.stringify(metadata['version'] ?? 1) }
    },
  }
}

const never: Omit<Session, 'token'> = { endsAt: Infinity, renewAt: Infinity, isRenewable: false }
