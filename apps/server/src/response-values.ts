import { header, openToken, sealToken, type HeaderList, type KvStore } from '@signalbox/core'

/** What is kept for a client, and found again by whoever presents the same key. */
export interface ResponseValues {
  read(headers: HeaderList, key: string): Promise<unknown>
  write(headers: HeaderList, key: string, value: unknown): Promise<void>
  remove(key: string): Promise<void>
}

const keyNames = ['authorization', 'x-api-key', 'api-key', 'x-goog-api-key']
const ivBytes = 12
const envelope = /(?<=")sb1\.[\w-]+(?=")/g

/** In the memory of this process or its group: nobody else looks into it. */
export function ownValues(store: KvStore, ttlMs: number): ResponseValues {
  return {
    async read(_headers, key) {
      const bytes = await store.get(key)
      return bytes === undefined ? undefined : JSON.parse(new TextDecoder().decode(bytes))
    },
    write: (_headers, key, value) =>
      store.set(key, new TextEncoder().encode(JSON.stringify(value)), ttlMs),
    remove: (key) => store.del(key),
  }
}

/** Where replicas and others look: only the client's own key opens it, on any replica. */
export function sharedValues(
  store: KvStore,
  ttlMs: number,
  /** Seals the tokens of providers that this replica gives to clients. */
  replicaKey: Uint8Array,
): ResponseValues {
  return {
    async read(headers, key) {
      const bytes = await store.get(key)
      if (bytes === undefined) return undefined
      const secret = await secretOf(headers)
      const iv = bytes.slice(0, ivBytes)
      const text = await crypto.subtle.decrypt(
        sealing(iv, key),
        await cipherOf(secret),
        bytes.slice(ivBytes),
      )
      return JSON.parse(resealed(new TextDecoder().decode(text), secret, replicaKey))
    },
    async write(headers, key, value) {
      const secret = await secretOf(headers)
      const iv = crypto.getRandomValues(new Uint8Array(ivBytes))
      const text = resealed(JSON.stringify(value), replicaKey, secret)
      const sealed = await crypto.subtle.encrypt(
        sealing(iv, key),
        await cipherOf(secret),
        new TextEncoder().encode(text),
      )
      await store.set(key, Buffer.concat([iv, new Uint8Array(sealed)]), ttlMs)
    },
    remove: (key) => store.del(key),
  }
}

/** A value that was moved to another key does not open. */
function sealing(iv: Uint8Array<ArrayBuffer>, key: string): AesGcmParams {
  return { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(key) }
}

/** Made of what the client presents, which no store has. */
async function secretOf(headers: HeaderList): Promise<Uint8Array<ArrayBuffer>> {
  const presented = keyNames.map((name) => header(headers, name) ?? '').join('\n')
  const material = new TextEncoder().encode(`signalbox stored responses\n${presented}`)
  return new Uint8Array(await crypto.subtle.digest('SHA-256', material))
}

function cipherOf(secret: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', secret, 'AES-GCM', false, ['encrypt', 'decrypt'])
}

/** Each replica has its own key for tokens of providers, so they travel under the client's. */
function resealed(text: string, from: Uint8Array, to: Uint8Array): string {
  return text.replaceAll(envelope, (sealed) => {
    const token = openToken(sealed, from)
    return token === undefined ? sealed : sealToken(token, to)
  })
}
