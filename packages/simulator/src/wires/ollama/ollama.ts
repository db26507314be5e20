import type { Answer, Call, ErrorReply, Operation, Stamp, Wire } from '../../call.ts'
import { checkContext } from '../../check-context.ts'
import { asNumber, asString } from '../../json.ts'
import type { Refusal } from '../../refusal.ts'
import { chatAnswer } from '../openai/chat-reply.ts'
import { chatPrompt } from '../openai/chat-request.ts'
import { embed, inputOnly } from '../openai/embeddings.ts'
import { openaiError } from '../openai/errors.ts'
import { openai } from '../openai/openai.ts'
import { nativeAnswer, nativePrompt } from './native-chat.ts'

/** Ollama under `/ollama`: its own API and the OpenAI-compatible one under `/v1`. */
export const ollama: Wire = {
  route: (request) => {
    const { method, path, body } = request
    const operation = (wire: string, stream: boolean, run: Operation['run']): Operation => ({
      wire: `ollama-${wire}`,
      model: asString(body['model']) ?? '',
      stream,
      run,
    })
    switch (`${method} ${path}`) {
      case 'POST /api/chat':
      case 'POST /api/generate':
        return operation('chat', body['stream'] !== false, native)
      case 'POST /api/embed':
        return operation('embed', false, embedAnswer)
      case 'GET /api/tags':
        return operation('models', false, () => ({ kind: 'whole', body: { models: MODELS } }))
      case 'GET /api/version':
        return operation('models', false, () => ({ kind: 'whole', body: { version: '0.12.0' } }))
      case 'POST /v1/chat/completions':
        return operation('openai-chat', body['stream'] === true, compatible)
    }
    const shared = path.startsWith('/v1/') ? openai.route(request) : undefined
    return shared === undefined ? undefined : { ...shared, wire: `ollama-${shared.wire}` }
  },
  error: ollamaError,
  headers: () => ({}),
}

const MODELS = ['sim-fast', 'sim-smart', 'sim-reasoning'].map((name) => ({
  name,
  model: name,
  modified_at: '2026-01-01T00:00:00Z',
  size: 1,
  digest: 'demo',
  details: { family: 'demo', parameter_size: '1B', quantization_level: 'Q4_0' },
}))

function native(call: Call): Answer {
  const prompt = nativePrompt(call.body)
  checkContext(prompt, call)
  return nativeAnswer(call, prompt)
}

function compatible(call: Call): Answer {
  const prompt = chatPrompt(call)
  checkContext(prompt, call)
  return chatAnswer(call, prompt, { reasoning: 'reasoning' })
}

function embedAnswer(call: Call): Answer {
  const { input, dimensions } = call.body
  const inputs: readonly unknown[] = Array.isArray(input) ? input : [input]
  const size = asNumber(dimensions) ?? 768
  const tokens = inputOnly(call, input)
  return {
    kind: 'whole',
    body: {
      model: call.model,
      embeddings: inputs.map((text) => embed(call.seed, String(text), size)),
      total_duration: 1_000_000,
      load_duration: 0,
      prompt_eval_count: tokens,
    },
    billed: { input: tokens, cacheRead: 0, cacheWrite: 0, output: 0, reasoning: 0 },
    chunks: 1,
  }
}

const TEXTS: { readonly [status: number]: string } = {
  400: 'invalid request',
  401: 'unauthorized',
  404: 'not found',
  429: 'too many requests',
  500: 'internal server error',
  503: 'server busy, please try again. maximum pending requests exceeded',
}

function ollamaError(refusal: Refusal, stamp: Stamp): ErrorReply {
  const { status, message, details } = refusal
  const wait = details.retryAfterSeconds
  const headers: { readonly [name: string]: string } =
    wait === undefined ? {} : { 'retry-after': String(wait) }
  if (stamp.path.startsWith('/v1/')) return { headers, body: openaiError(refusal) }
  const missing = `model "${details.code}" not found, try pulling it first`
  const tooLong = 'the prompt is too long for the context of the model'
  const special = {
    model: missing,
    context: tooLong,
    quota: undefined,
    key: undefined,
    path: undefined,
  }
  const own = details.reason === undefined ? undefined : special[details.reason]
  const standard = message === '' ? (TEXTS[status] ?? 'internal server error') : message
  return { headers, body: { error: own ?? standard } }
}
