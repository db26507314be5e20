import type { Answer, Call } from '../../call.ts'
import { asObject, asObjects, isObject, type JsonObject } from '../../json.ts'
import { idText } from '../../random.ts'
import { invalid, Refusal } from '../../refusal.ts'

interface StoredBatch {
  readonly batch: JsonObject
  readonly results: readonly object[]
}

/** `POST /v1/messages/batches`: runs every request at once and shows the end from the next look on. */
export function createBatch(call: Call): Answer {
  const requests = asObjects(call.body['requests'])
  if (requests.length === 0) {
    throw invalid('requests: List should have at least 1 item after validation, not 0')
  }
  const names = requests.map((request) => String(request['custom_id']))
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) throw invalid(`requests: custom_id must be unique, found ${twice} twice`)
  const results = requests.map((request) => runRequest(call, request))
  const succeeded = results.filter(({ result }) => result.type === 'succeeded').length
  const id = `msgbatch_01${idText(call.nonce, 22)}`
  const at = new Date(call.clock.wall()).toISOString()
  const batch = {
    id,
    type: 'message_batch',
    processing_status: 'ended',
    request_counts: {
      processing: 0,
      succeeded,
      errored: results.length - succeeded,
      canceled: 0,
      expired: 0,
    },
    created_at: at,
    ended_at: at,
    expires_at: new Date(call.clock.wall() + 86_400_000).toISOString(),
    archived_at: null,
    cancel_initiated_at: null,
    results_url: `http://${call.headers['host'] ?? 'simulator'}/anthropic/v1/messages/batches/${id}/results`,
  }
  call.shelf.put('message-batches', id, { batch, results })
  return { kind: 'whole', body: unfinished(batch, 'in_progress', results.length) }
}

function unfinished(batch: JsonObject, status: string, total: number): JsonObject {
  const request_counts = { processing: total, succeeded: 0, errored: 0, canceled: 0, expired: 0 }
  return { ...batch, processing_status: status, request_counts, ended_at: null, results_url: null }
}

function runRequest(
  call: Call,
  request: JsonObject,
): { readonly custom_id: string; readonly result: { readonly type: string } } {
  const { status, body } = call.perform('/v1/messages', {
    ...asObject(request['params']),
    stream: false,
  })
  const result =
    status === 200 ? { type: 'succeeded', message: body } : { type: 'errored', error: body }
  return { custom_id: String(request['custom_id']), result }
}

function find(call: Call, id: string): StoredBatch {
  const stored = call.shelf.get('message-batches', id)
  if (isObject(stored)) return stored as unknown as StoredBatch
  throw new Refusal(404, `Could not find batch ${id}`)
}

/** `GET /v1/messages/batches/{id}`. */
export function readBatch(call: Call, id: string): Answer {
  return { kind: 'whole', body: find(call, id).batch }
}

/** `GET /v1/messages/batches/{id}/results`: JSON lines, last request first as no order is promised. */
export function readResults(call: Call, id: string): Answer {
  const lines = find(call, id).results.toReversed()
  const body = lines.map((line) => `${JSON.stringify(line)}\n`).join('')
  return { kind: 'whole', headers: { 'content-type': 'application/x-jsonl' }, body }
}

/** `POST /v1/messages/batches/{id}/cancel`. */
export function cancelBatch(call: Call, id: string): Answer {
  const { batch, results } = find(call, id)
  return { kind: 'whole', body: unfinished(batch, 'canceling', results.length) }
}

/** `DELETE /v1/messages/batches/{id}`. */
export function deleteBatch(call: Call, id: string): Answer {
  find(call, id)
  call.shelf.remove('message-batches', id)
  return { kind: 'whole', body: { id, type: 'message_batch_deleted' } }
}

/** `GET /v1/messages/batches`. */
export function listBatches(call: Call): Answer {
  const data = call.shelf.list('message-batches').map((stored) => (stored as StoredBatch).batch)
  const ids = data.map((batch) => batch['id'])
  const body = { data, has_more: false, first_id: ids[0] ?? null, last_id: ids.at(-1) ?? null }
  return { kind: 'whole', body }
}
