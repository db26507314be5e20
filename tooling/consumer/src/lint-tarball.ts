import { readFileSync } from 'node:fs'

import { publint } from 'publint'
import { formatMessage } from 'publint/utils'

/** What publint has against a packed file, suggestions included. */
export async function lintTarball(path: string): Promise<readonly string[]> {
  const { buffer, byteOffset, byteLength } = readFileSync(path)
  const tarball = buffer.slice(byteOffset, byteOffset + byteLength)
  const { messages, pkg } = await publint({ pack: { tarball }, strict: true })
  return messages.map((message) => `${path}: ${formatMessage(message, pkg) ?? message.code}`)
}
