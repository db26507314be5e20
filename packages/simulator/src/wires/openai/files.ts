import type { Answer, Call } from '../../call.ts'
import { isObject, type JsonObject } from '../../json.ts'
import { idText } from '../../random.ts'
import { invalid, Refusal } from '../../refusal.ts'
import type { Shelf } from '../../shelf.ts'
import { readMultipart } from './multipart.ts'

/** A file as `/files` shows it, with its content beside it. */
export interface StoredFile {
  readonly file: JsonObject
  readonly content: Buffer
}

/** Keeps a file and says how `/files` shows it. */
export function storeFile(
  call: Pick<Call, 'shelf' | 'clock'>,
  id: string,
  { filename, purpose, content }: { filename: string; purpose: string; content: Buffer },
): JsonObject {
  const file = {
    id,
    object: 'file',
    bytes: content.length,
    created_at: Math.floor(call.clock.wall() / 1_000),
    filename,
    purpose,
    status: 'processed',
  }
  call.shelf.put('files', id, { file, content })
  return file
}

/** The file, or OpenAI's refusal. */
export function findFile(shelf: Shelf, id: string): StoredFile {
  const stored = shelf.get('files', id)
  if (isObject(stored)) return stored as unknown as StoredFile
  throw new Refusal(404, `No such File object: ${id}`, { param: 'id' })
}

/** `POST /files`, multipart. */
export function createFile(call: Call): Answer {
  const parts = readMultipart(call.headers['content-type'] ?? '', call.raw)
  const file = parts.find(({ name }) => name === 'file')
  const purpose = parts.find(({ name }) => name === 'purpose')?.data.toString()
  if (file === undefined || purpose === undefined) {
    const name = file === undefined ? 'file' : 'purpose'
    throw invalid(`Missing required parameter: '${name}'.`, name, 'missing_required_parameter')
  }
  const filename = file.filename ?? 'file'
  const body = storeFile(call, `file-${idText(call.nonce, 22)}`, {
    filename,
    purpose,
    content: file.data,
  })
  return { kind: 'whole', body }
}

/** `GET /files`. */
export function listFiles({ shelf }: Call): Answer {
  const data = shelf.list('files').map((stored) => (stored as StoredFile).file)
  return { kind: 'whole', body: { object: 'list', data, has_more: false } }
}

/** `GET /files/{id}` and `GET /files/{id}/content`. */
export function readFile({ shelf }: Call, id: string, content: boolean): Answer {
  const stored = findFile(shelf, id)
  if (!content) return { kind: 'whole', body: stored.file }
  const headers = { 'content-type': 'application/octet-stream' }
  return { kind: 'whole', headers, body: stored.content }
}

/** `DELETE /files/{id}`. */
export function deleteFile({ shelf }: Call, id: string): Answer {
  findFile(shelf, id)
  shelf.remove('files', id)
  return { kind: 'whole', body: { id, object: 'file', deleted: true } }
}
