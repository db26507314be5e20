import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const keyBytes = 32

/** The key of this installation, made at the first use; it opens secrets of the store and signs copies. */
export function localKey(folder: string | undefined): Uint8Array<ArrayBuffer> {
  if (folder === undefined) return new Uint8Array(randomBytes(keyBytes))
  const path = join(folder, 'kek')
  const known = read(path)
  if (known !== undefined) return known
  mkdirSync(folder, { recursive: true })
  try {
    // Fails when another process was faster; then its key is the one.
    writeFileSync(path, randomBytes(keyBytes).toString('base64'), { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
  }
  const made = read(path)
  if (made === undefined) throw new TypeError(`The key file ${path} cannot be read.`)
  return made
}

function read(path: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    const key = Buffer.from(readFileSync(path, 'utf8'), 'base64')
    if (key.length !== keyBytes) throw new TypeError(`The key file ${path} is damaged.`)
    return new Uint8Array(key)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined
}
