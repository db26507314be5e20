import { keyOf, sealKey, type ReadKey } from './replacement.ts'

/** AES-256-GCM with a random IV, bound to tenant and type; base64url of IV and ciphertext. */
export async function sealValue(
  value: string,
  scope: { readonly tenant: string; readonly type: string; readonly key: string },
  readKey: ReadKey,
): Promise<readonly [string, string]> {
  const { tenant, type, key } = scope
  const secret = await importKey(keyOf(key, readKey), 'encrypt')
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const sealed = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData: boundTo(tenant, type) },
    secret,
    new TextEncoder().encode(value),
  )
  const bytes = new Uint8Array([...iv, ...new Uint8Array(sealed)])
  return [sealKey(type, value), toBase64Url(bytes)]
}

/** What `sealValue` made, for whoever holds the key; rejects when a byte was changed. */
export async function openValue(
  sealed: string,
  scope: { readonly tenant: string; readonly type: string; readonly key: string },
  readKey: ReadKey,
): Promise<string> {
  const bytes = fromBase64Url(sealed)
  const secret = await importKey(keyOf(scope.key, readKey), 'decrypt')
  const opened = await crypto.subtle.decrypt(
    {
      name: 'AES-GCM',
      iv: bytes.slice(0, 12),
      additionalData: boundTo(scope.tenant, scope.type),
    },
    secret,
    bytes.slice(12),
  )
  return new TextDecoder().decode(opened)
}

async function importKey(bytes: Uint8Array, use: 'encrypt' | 'decrypt'): Promise<CryptoKey> {
  const digest = await crypto.subtle.digest('SHA-256', new Uint8Array(bytes))
  return crypto.subtle.importKey('raw', digest, 'AES-GCM', false, [use])
}

function boundTo(tenant: string, type: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`${tenant}\u0000${type}`)
}

function toBase64Url(bytes: Uint8Array): string {
  const text = btoa(String.fromCharCode(...bytes))
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(binary, (char) => char.charCodeAt(0))
}
