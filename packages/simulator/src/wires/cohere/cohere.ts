import type { Answer, Call, ErrorReply, Operation, Stamp, Wire } from '../../call.ts'
import { checkContext } from '../../check-context.ts'
import { asList, asNumber, asObjects, asString } from '../../json.ts'
import { readText } from '../../prompt.ts'
import { hash32, uuidText } from '../../random.ts'
import { invalid, type Refusal } from '../../refusal.ts'
import { embed, inputOnly } from '../openai/embeddings.ts'
import { chatAnswer, chatPrompt } from './chat.ts'

/** Cohere under `/cohere`. */
export const cohere: Wire = {
  route: ({ method, path, body }) => {
    const operation = (wire: string, run: Operation['run']): Operation => ({
      wire: `cohere-${wire}`,
      model: asString(body['model']) ?? '',
      stream: body['stream'] === true && wire === 'chat',
      run,
    })
    switch (`${method} ${path}`) {
      case 'POST /v2/chat':
        return operation('chat', chat)
      case 'POST /v2/embed':
        return operation('embed', embedAnswer)
      case 'POST /v2/rerank':
        return operation('rerank', rerank)
      default:
        return undefined
    }
  },
  error: cohereError,
  headers: cohereHeaders,
}

function chat(call: Call): Answer {
  if (call.strict && asObjects(call.body['messages']).length === 0) {
    throw invalid('invalid request: at least one message is required')
  }
  const prompt = chatPrompt(call.body)
  checkContext(prompt, call)
  return chatAnswer(call, prompt)
}

function embedAnswer(call: Call): Answer {
  const { texts, inputs, output_dimension: size, embedding_types: types } = call.body
  if (call.strict && typeof call.body['input_type'] !== 'string') {
    throw invalid('invalid request: input_type is required')
  }
  const values = asList(texts ?? inputs)
  const float = values.map((value) =>
    embed(call.seed, readText(value).text, asNumber(size) ?? 1_536),
  )
  const wished = asList(types).length > 0 ? asList(types) : ['float']
  const integers = float.map((vector) => vector.map((value) => Math.round(value * 127)))
  const forms = wished.map((type) => [String(type), type === 'float' ? float : integers])
  const input = inputOnly(call, values)
  return {
    kind: 'whole',
    body: {
      id: uuidText(call.nonce),
      embeddings: Object.fromEntries(forms),
      texts: values,
      meta: { api_version: { version: '2' }, billed_units: { input_tokens: input } },
      response_type: 'embeddings_by_type',
    },
    billed: { input, cacheRead: 0, cacheWrite: 0, output: 0, reasoning: 0 },
    chunks: 1,
  }
}

/** Ranks by shared words, then by a number that the texts decide. */
function rerank(call: Call): Answer {
  const { query, documents, top_n: top } = call.body
  if (call.strict && (typeof query !== 'string' || asList(documents).length === 0)) {
    throw invalid('invalid request: query and documents are required')
  }
  const words = new Set(String(query).toLowerCase().split(/\W+/u))
  const results = asList(documents).map((document, index) => {
    const text = typeof document === 'string' ? document : readText(document).text
    const shared = text
      .toLowerCase()
      .split(/\W+/u)
      .filter((word) => words.has(word)).length
    const noise = (hash32(`${call.seed}/${String(query)}/${text}`) % 1_000) / 100_000
    return { index, relevance_score: Number((shared / (shared + 1) + noise).toFixed(6)) }
  })
  const ranked = results.toSorted((a, b) => b.relevance_score - a.relevance_score)
  return {
    kind: 'whole',
    body: {
      id: uuidText(call.nonce),
      results: ranked.slice(0, asNumber(top) ?? ranked.length),
      meta: { api_version: { version: '2' }, billed_units: { search_units: 1 } },
    },
    chunks: 1,
  }
}

const TEXTS: { readonly [status: number]: string } = {
  400: 'invalid request',
  401: 'invalid api token',
  403: 'forbidden',
  404: 'not found',
  422: 'unprocessable entity',
  429: 'You are past the per minute request limit, please wait and try again later.',
  498: 'invalid token',
  499: 'client closed request',
  500: 'internal server error',
  503: 'service unavailable',
}

function cohereError(refusal: Refusal, stamp: Stamp): ErrorReply {
  const { status, message, details, reason } = refusal
  const id = uuidText(stamp.nonce)
  const wait = details.retryAfterSeconds
  const headers = {
    ...cohereHeaders(stamp),
    ...(wait === undefined ? {} : { 'retry-after': String(wait) }),
  }
  switch (reason) {
    case 'context': {
      const text = `too many tokens: size limit exceeded by ${(details.tokens ?? 0) - (details.limit ?? 0)} tokens. Try using shorter or fewer inputs.`
      return { headers, body: { error_type: 'TOO_MANY_TOKENS', id, message: text } }
    }
    case 'model':
      return { headers, body: { id, message: `model '${details.code}' not found` } }
    case 'key':
    case 'path':
    case 'quota':
    case 'other':
      return {
        headers,
        body: { id, message: message || (TEXTS[status] ?? 'internal server error') },
      }
  }
}

function cohereHeaders(stamp: Stamp): { readonly [name: string]: string } {
  return {
    'x-trial-endpoint-call-limit': String(stamp.limit),
    'x-trial-endpoint-call-remaining': String(stamp.remaining),
    'x-endpoint-monthly-call-limit': '1000000',
  }
}
