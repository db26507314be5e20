import type { Answer, Call } from '../../call.ts'
import { asNumber, asObject, asString, isObject, parseJson, type JsonObject } from '../../json.ts'
import { idText } from '../../random.ts'
import { invalid, Refusal } from '../../refusal.ts'
import { findFile, storeFile } from './files.ts'

const ENDPOINTS = [
  '/v1/chat/completions',
  '/v1/responses',
  '/v1/embeddings',
  '/v1/completions',
  '/v1/moderations',
  '/v1/images/generations',
]

/** `POST /batches`: runs every line at once, says `validating` and shows the end from then on. */
export function createBatch(call: Call): Answer {
  const { input_file_id, endpoint, completion_window, metadata } = call.body
  if (completion_window !== '24h') {
    throw invalid(
      `Invalid value: '${String(completion_window)}'. Value must be '24h'.`,
      'completion_window',
      'invalid_value',
    )
  }
  if (!ENDPOINTS.includes(String(endpoint))) {
    throw invalid(
      `Invalid value: '${String(endpoint)}'. Supported values are: ${ENDPOINTS.join(', ')}.`,
      'endpoint',
      'invalid_value',
    )
  }
  const { content } = findFile(call.shelf, String(input_file_id))
  const lines = content
    .toString('utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
  const results = lines.map((line, index) => runLine(call, line, index))
  const good = results.filter(({ response }) => asNumber(response?.['status_code']) === 200)
  const bad = results.filter((result) => !good.includes(result))
  const id = `batch_${idText(call.nonce, 32)}`
  const keep = (name: string, all: readonly object[]): string | null => {
    if (all.length === 0) return null
    const file = `file-${idText(`${call.nonce}/${name}`, 22)}`
    storeFile(call, file, {
      filename: `${id}_${name}.jsonl`,
      purpose: 'batch_output',
      content: Buffer.from(all.map((each) => `${JSON.stringify(each)}\n`).join('')),
    })
    return file
  }
  const seconds = Math.floor(call.clock.wall() / 1_000)
  const batch = {
    id,
    object: 'batch',
    endpoint,
    errors: null,
    input_file_id,
    completion_window,
    status: 'completed',
    output_file_id: keep('output', good),
    error_file_id: keep('error', bad),
    created_at: seconds,
    in_progress_at: seconds,
    completed_at: seconds,
    expires_at: seconds + 86_400,
    request_counts: { total: lines.length, completed: good.length, failed: bad.length },
    metadata: metadata ?? null,
  }
  call.shelf.put('batches', id, batch)
  return { kind: 'whole', body: running(batch, 'validating') }
}

function running(batch: JsonObject, status: string): JsonObject {
  const unfinished = { output_file_id: null, error_file_id: null, completed_at: null }
  const counts = { ...asObject(batch['request_counts']), completed: 0, failed: 0 }
  return { ...batch, ...unfinished, status, request_counts: counts }
}

interface LineResult {
  readonly id: string
  readonly custom_id: string
  readonly response: JsonObject | null
  readonly error: JsonObject | null
}

function runLine(call: Call, line: string, index: number): LineResult {
  const parsed = asObject(parseJson(line))
  const custom_id = asString(parsed['custom_id']) ?? ''
  const id = `batch_req_${idText(`${call.nonce}/${index}`, 32)}`
  const url = asString(parsed['url']) ?? ''
  const { status, body } = call.perform(url, asObject(parsed['body']))
  const response = { status_code: status, request_id: `req_${id}`, body }
  return { id, custom_id, response, error: null }
}

function find(call: Call, id: string): JsonObject {
  const batch = call.shelf.get('batches', id)
  if (isObject(batch)) return batch
  throw new Refusal(404, `No batch found with id '${id}'.`, { param: null })
}

/** `GET /batches/{id}`. */
export function readBatch(call: Call, id: string): Answer {
  return { kind: 'whole', body: find(call, id) }
}

/** `GET /batches`. */
export function listBatches(call: Call): Answer {
  return {
    kind: 'whole',
    body: { object: 'list', data: call.shelf.list('batches'), has_more: false },
  }
}

/** `POST /batches/{id}/cancel`. */
export function cancelBatch(call: Call, id: string): Answer {
  const batch = running(find(call, id), 'cancelling')
  call.shelf.put('batches', id, { ...batch, status: 'cancelled' })
  return { kind: 'whole', body: batch }
}
