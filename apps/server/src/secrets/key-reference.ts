import { parseRef } from '@signalbox/secrets'

const schemes: ReadonlySet<string> = new Set([
  'env',
  'file',
  'vault',
  'aws',
  'aws-sm',
  'gcp-sm',
  'azure-kv',
  'db',
])

/** Whether a text names a secret instead of being one. */
export function isKeyReference(text: string): boolean {
  return schemes.has(parseRef(text)?.scheme ?? '')
}
