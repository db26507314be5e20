import { isJsonObject, Secret, type JsonObject, type SecretSource } from '@signalbox/core'

import {
  openEnvelope,
  rewrapEnvelope,
  sealEnvelope,
  type Envelope,
  type EnvelopePlace,
  type Kek,
} from './envelope.ts'

/** Where sealed secrets lie, by `provider/name`. */
export interface SealedRecords {
  readonly read: (name: string) => Promise<JsonObject | undefined>
  readonly write: (name: string, record: JsonObject) => Promise<void>
}

/** Records and the keys that open them; the first key seals. */
export interface SealedSourceOptions {
  readonly records: SealedRecords
  readonly keks: readonly [Kek, ...Kek[]]
  readonly tenant?: string | undefined
}

/** A source that can also take secrets in. */
export interface SealedSource extends SecretSource {
  /** A new version under `provider/name`; answers it. */
  put(name: string, secret: Secret): Promise<string>
  /** Under the first key from now on. */
  rewrap(name: string): Promise<void>
}

/** `db:provider/name`: secrets that lie encrypted in a store. */
export function sealedSource(options: SealedSourceOptions): SealedSource {
  const { records, keks, tenant = '' } = options

  function placeOf(name: string, version: string): EnvelopePlace {
    const [provider = '', ...rest] = name.split('/')
    return { provider, name: rest.join('/'), version, tenant }
  }

  async function read(name: string): Promise<{ version: string; envelope: Envelope }> {
    const record = await records.read(name)
    const [version, envelope] = [record?.['version'], record?.['envelope']]
    if (typeof version !== 'string' || !isJsonObject(envelope))
      throw new TypeError(`There is no stored secret "${name}".`)
    return { version, envelope: readEnvelope(envelope, name) }
  }

  async function write(name: string, version: string, envelope: Envelope): Promise<void> {
    await records.write(name, { version, envelope: { ...envelope } })
  }

  return {
    scheme: 'db',
    async resolve(name) {
      const { version, envelope } = await read(name)
      const text = await openEnvelope(envelope, placeOf(name, version), keks)
      return { value: new Secret(text), version }
    },
    async put(name, secret) {
      const version = crypto.randomUUID()
      const place = placeOf(name, version)
      await write(name, version, await sealEnvelope(secret.reveal(), place, keks[0]))
      return version
    },
    async rewrap(name) {
      const { version, envelope } = await read(name)
      if (envelope.kek === keks[0].id) return
      const place = placeOf(name, version)
      const keys = { from: keks, to: keks[0] }
      await write(name, version, await rewrapEnvelope(envelope, place, keys))
    },
  }
}

function readEnvelope(value: JsonObject, name: string): Envelope {
  const { v, kek, dek, data } = value
  if (v !== 1 || typeof kek !== 'string' || typeof dek !== 'string' || typeof data !== 'string')
    throw new TypeError(`The stored secret "${name}" has a form of another version.`)
  return { v, kek, dek, data }
}
