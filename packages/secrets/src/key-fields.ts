import type { Credential } from '@signalbox/core'

import type { SecretShelf } from './secret-shelf.ts'

/** References by the name of a field. */
type FieldRefs = Readonly<Record<string, string>>

/** Asks for what is missing or old beside a key; waiting is worth it only for what was never read. */
export function fieldsToCome(
  shelf: SecretShelf,
  fields: FieldRefs = {},
  onError: (error: unknown) => void,
): readonly Promise<unknown>[] {
  return Object.values(fields).flatMap((ref) => {
    const known = shelf.peek(ref)
    if (known?.isStale === false) return []
    const reading = shelf.refresh(ref).catch(onError)
    return known === undefined ? [reading] : []
  })
}

/** What has been read, for a credential. */
export function knownFields(
  shelf: SecretShelf,
  fields: FieldRefs | undefined,
): Pick<Credential, 'fields'> {
  if (fields === undefined) return {}
  const read = Object.entries(fields).flatMap(([name, ref]) => {
    const known = shelf.peek(ref)
    return known === undefined ? [] : [[name, known.secret.value] as const]
  })
  return { fields: Object.fromEntries(read) }
}
