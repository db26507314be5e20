import type { Answer, Call, Operation, Wire } from '../../call.ts'
import { checkContext } from '../../check-context.ts'
import { asString } from '../../json.ts'
import { Refusal } from '../../refusal.ts'
import {
  cancelBatch,
  createBatch,
  deleteBatch,
  listBatches,
  readBatch,
  readResults,
} from './batches.ts'
import { anthropicError, anthropicErrorHeaders, anthropicHeaders, requestIdOf } from './errors.ts'
import { messagesAnswer } from './messages-reply.ts'
import { messagesPrompt } from './messages-request.ts'
import { COUNT_SHAPE } from './messages-shape.ts'
import { checkMessages } from './messages-strict.ts'

/** Anthropic under `/anthropic`. */
export const anthropic: Wire = {
  route: ({ method, path, body }) => {
    const operation = (wire: string, run: Operation['run']): Operation => ({
      wire: `anthropic-${wire}`,
      model: asString(body['model']) ?? '',
      stream: body['stream'] === true && wire === 'messages',
      run,
    })
    return routeFixed(`${method} ${path}`, operation) ?? routeById(method, path, operation)
  },
  error: (refusal, stamp) => ({
    headers: anthropicErrorHeaders(refusal, stamp),
    body: anthropicError(refusal, requestIdOf(stamp)),
  }),
  headers: anthropicHeaders,
}

type Make = (wire: string, run: Operation['run']) => Operation

function routeFixed(route: string, operation: Make): Operation | undefined {
  switch (route) {
    case 'POST /v1/messages':
      return operation('messages', messages)
    case 'POST /v1/messages/count_tokens':
      return operation('count-tokens', countTokens)
    case 'POST /v1/messages/batches':
      return operation('batches', createBatch)
    case 'GET /v1/messages/batches':
      return operation('batches', listBatches)
    case 'GET /v1/models':
      return operation('models', listModels)
    default:
      return undefined
  }
}

function routeById(method: string, path: string, operation: Make): Operation | undefined {
  const model = /^\/v1\/models\/([^/]+)$/u.exec(path)?.[1]
  if (model !== undefined && method === 'GET') {
    return operation('models', () => readModel(decodeURIComponent(model)))
  }
  const [, id = '', action = ''] =
    /^\/v1\/messages\/batches\/([^/]+)(?:\/([a-z]+))?$/u.exec(path) ?? []
  if (id === '') return undefined
  switch (`${method} ${action}`) {
    case 'GET ':
      return operation('batches', (call) => readBatch(call, id))
    case 'DELETE ':
      return operation('batches', (call) => deleteBatch(call, id))
    case 'GET results':
      return operation('batches', (call) => readResults(call, id))
    case 'POST cancel':
      return operation('batches', (call) => cancelBatch(call, id))
    default:
      return undefined
  }
}

function messages(call: Call): Answer {
  if (call.strict) checkMessages(call)
  const prompt = messagesPrompt(call.body)
  checkContext(prompt, call)
  return messagesAnswer(call, prompt)
}

function countTokens(call: Call): Answer {
  if (call.strict) checkMessages(call, COUNT_SHAPE)
  const wished = Number.parseInt(call.knobs.usage ?? '', 10)
  const { inputTokens } = messagesPrompt(call.body)
  const input_tokens = Number.isNaN(wished) ? inputTokens : wished
  return { kind: 'whole', body: { input_tokens }, chunks: 1 }
}

const MODELS = ['sim-fast', 'sim-smart', 'sim-reasoning', 'sim-anthropic']

const modelEntry = (id: string): object => ({
  type: 'model',
  id,
  display_name: `${id} (DEMO)`,
  created_at: '2026-01-01T00:00:00Z',
  max_input_tokens: 200_000,
  max_tokens: 64_000,
})

function listModels(): Answer {
  const body = {
    data: MODELS.map(modelEntry),
    has_more: false,
    first_id: MODELS[0],
    last_id: MODELS.at(-1),
  }
  return { kind: 'whole', body }
}

function readModel(id: string): Answer {
  if (id.startsWith('missing')) throw new Refusal(404, '', { reason: 'model', code: id })
  return { kind: 'whole', body: modelEntry(id) }
}
