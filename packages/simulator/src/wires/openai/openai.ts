import type { Answer, Call, Incoming, Operation, Wire } from '../../call.ts'
import { checkContext } from '../../check-context.ts'
import { asString } from '../../json.ts'
import { speech, transcription } from './audio.ts'
import { cancelBatch, createBatch, listBatches, readBatch } from './batches.ts'
import { chatAnswer } from './chat-reply.ts'
import { chatPrompt } from './chat-request.ts'
import { checkChat } from './chat-strict.ts'
import { completion } from './completions.ts'
import { embeddings } from './embeddings.ts'
import { openaiError, openaiErrorHeaders, openaiHeaders } from './errors.ts'
import { createFile, deleteFile, listFiles, readFile } from './files.ts'
import { images } from './images.ts'
import { listModels, readModel } from './models.ts'
import { moderations } from './moderations.ts'
import { readMultipart } from './multipart.ts'
import {
  cancelResponse,
  countInputTokens,
  createResponse,
  deleteResponse,
  readInputItems,
  readResponse,
} from './responses.ts'

/** OpenAI under `/openai/v1`. */
export const openai: Wire = {
  route: (request) => {
    const path = /^\/v1(\/.*)$/u.exec(request.path)?.[1]
    return path === undefined ? undefined : routeOpenai(request, path)
  },
  error: (refusal, stamp) => {
    const responses = stamp.path.includes('/responses')
    const body = openaiError(refusal, responses)
    const headers = openaiErrorHeaders(refusal, stamp)
    // Chat answers 404 for an unknown model, Responses 400.
    const status = responses && refusal.details.reason === 'model' ? 400 : refusal.status
    return { status, headers, body }
  },
  headers: openaiHeaders,
}

function chat(call: Call): Answer {
  if (call.strict) checkChat(call)
  const prompt = chatPrompt(call)
  checkContext(prompt, call)
  return chatAnswer(call, prompt)
}

function routeOpenai(request: Incoming, path: string): Operation | undefined {
  const { method, body } = request
  const operation = (wire: string, run: Operation['run']): Operation => ({
    wire: `openai-${wire}`,
    model: asString(body['model']) ?? '',
    stream: body['stream'] === true,
    run,
  })
  switch (`${method} ${path}`) {
    case 'POST /chat/completions':
      return operation('chat', chat)
    case 'POST /completions':
      return operation('completions', completion)
    case 'POST /responses':
      return operation('responses', createResponse)
    case 'POST /responses/input_tokens':
      return operation('responses', countInputTokens)
    case 'POST /embeddings':
      return operation('embeddings', embeddings)
    case 'POST /moderations':
      return operation('moderations', moderations)
    case 'POST /images/generations':
      return operation('images', images)
    case 'POST /audio/speech':
      return operation('audio', speech)
    case 'POST /audio/transcriptions':
    case 'POST /audio/translations':
      return { ...operation('audio', transcription), model: formModel(request) }
    case 'GET /models':
      return operation('models', listModels)
    case 'POST /files':
      return operation('files', createFile)
    case 'GET /files':
      return operation('files', listFiles)
    case 'POST /batches':
      return operation('batches', createBatch)
    case 'GET /batches':
      return operation('batches', listBatches)
  }
  return routeById(method, path, operation)
}

function routeById(
  method: string,
  path: string,
  operation: (wire: string, run: Operation['run']) => Operation,
): Operation | undefined {
  const [, kind = '', coded = '', action = ''] =
    /^\/([a-z]+)\/([^/]+)(?:\/([a-z_]+))?$/u.exec(path) ?? []
  const id = decodeURIComponent(coded)
  switch (`${method} ${kind}/${action}`) {
    case 'GET responses/':
      return operation('responses', (call) => readResponse(call, id))
    case 'DELETE responses/':
      return operation('responses', (call) => deleteResponse(call, id))
    case 'POST responses/cancel':
      return operation('responses', (call) => cancelResponse(call, id))
    case 'GET responses/input_items':
      return operation('responses', (call) => readInputItems(call, id))
    case 'GET models/':
      return operation('models', () => readModel(id))
    case 'GET files/':
    case 'GET files/content':
      return operation('files', (call) => readFile(call, id, action === 'content'))
    case 'DELETE files/':
      return operation('files', (call) => deleteFile(call, id))
    case 'GET batches/':
      return operation('batches', (call) => readBatch(call, id))
    case 'POST batches/cancel':
      return operation('batches', (call) => cancelBatch(call, id))
    default:
      return undefined
  }
}

function formModel({ headers, raw }: Incoming): string {
  const parts = readMultipart(headers['content-type'] ?? '', raw)
  return parts.find(({ name }) => name === 'model')?.data.toString() ?? ''
}
