/** A secret as a database may hold it: useless without the key-encryption key. */
export interface Envelope {
  readonly v: 1
  /** Which key-encryption key wrapped it. */
  readonly kek: string
  /** The data key, encrypted; initialisation vector in front. Base64. */
  readonly dek: string
  /** The secret, encrypted with the data key; initialisation vector in front. Base64. */
  readonly data: string
}

/** A key-encryption key of 32 bytes and the name it goes by. */
export interface Kek {
  readonly id: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** Where an envelope belongs; opened anywhere else it is refused. */
export interface EnvelopePlace {
  readonly provider: string
  readonly name: string
  readonly version: string
  readonly tenant: string
}

const ivBytes = 12
const utf8 = new TextEncoder()

/** Encrypts with a fresh data key, and that one with the key-encryption key. */
export async function sealEnvelope(
  text: string,
  place: EnvelopePlace,
  kek: Kek,
): Promise<Envelope> {
  const dek = crypto.getRandomValues(new Uint8Array(32))
  const aad = aadOf(place)
  return {
    v: 1,
    kek: kek.id,
    dek: await encrypt(dek, await importKey(kek.bytes), aad),
    data: await encrypt(utf8.encode(text), await importKey(dek), aad),
  }
}

/** The secret again; throws a sentence when key or place are others. */
export async function openEnvelope(
  envelope: Envelope,
  place: EnvelopePlace,
  keks: readonly Kek[],
): Promise<string> {
  const aad = aadOf(place)
  const dek = await decrypt(envelope.dek, await kekOf(envelope, keks), aad, place)
  return new TextDecoder().decode(await decrypt(envelope.data, await importKey(dek), aad, place))
}

/** The same secret under another key-encryption key; the secret itself is not decrypted. */
export async function rewrapEnvelope(
  envelope: Envelope,
  place: EnvelopePlace,
  keys: { readonly from: readonly Kek[]; readonly to: Kek },
): Promise<Envelope> {
  const aad = aadOf(place)
  const dek = await decrypt(envelope.dek, await kekOf(envelope, keys.from), aad, place)
  return {
    ...envelope,
    kek: keys.to.id,
    dek: await encrypt(dek, await importKey(keys.to.bytes), aad),
  }
}

function aadOf({ provider, name, version, tenant }: EnvelopePlace): Uint8Array<ArrayBuffer> {
  return utf8.encode(JSON.stringify([provider, name, version, tenant]))
}

async function kekOf(envelope: Envelope, keks: readonly Kek[]): Promise<CryptoKey> {
  const kek = keks.find(({ id }) => id === envelope.kek)
  if (kek === undefined)
    throw new TypeError(`The key-encryption key "${envelope.kek}" of a stored secret is not here.`)
  return importKey(kek.bytes)
}

function importKey(bytes: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt'])
}

async function encrypt(
  bytes: Uint8Array<ArrayBuffer>,
  key: CryptoKey,
  additionalData: Uint8Array<ArrayBuffer>,
): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(ivBytes))
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, key, bytes)
  const out = new Uint8Array(ivBytes + sealed.byteLength)
  out.set(iv)
  out.set(new Uint8Array(sealed), ivBytes)
  return btoa(String.fromCharCode(...out))
}

async function decrypt(
  text: string,
  key: CryptoKey,
  additionalData: Uint8Array<ArrayBuffer>,
  { provider, name }: EnvelopePlace,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
  const iv = bytes.slice(0, ivBytes)
  const sealed = bytes.slice(ivBytes)
  try {
    const opened = await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData }, key, sealed)
    return new Uint8Array(opened)
  } catch (cause) {
    throw new TypeError(
      `The stored secret "${provider}/${name}" cannot be opened: the key-encryption key is another one, or the record was moved or changed.`,
      { cause },
    )
  }
}
