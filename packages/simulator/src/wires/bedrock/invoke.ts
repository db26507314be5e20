import type { Answer, Call } from '../../call.ts'
import { asList, asNumber, asObject, asString } from '../../json.ts'
import { Refusal, invalid } from '../../refusal.ts'
import { embed, inputOnly } from '../openai/embeddings.ts'

/** InvokeModel for the embedding models of three makers, each with a body of its own. */
export function invoke(call: Call): Answer {
  if (call.model.includes('titan')) return titan(call)
  if (call.model.includes('cohere')) return cohere(call)
  if (call.model.includes('nova')) return nova(call)
  throw new Refusal(400, '', { reason: 'model' })
}

function titan(call: Call): Answer {
  const text = asString(call.body['inputText'])
  if (text === undefined) throw malformed('required key [inputText] not found')
  const embedding = embed(call.seed, text, asNumber(call.body['dimensions']) ?? 1_024)
  const tokens = inputOnly(call, text)
  return answer({ embedding, inputTextTokenCount: tokens }, tokens)
}

function nova(call: Call): Answer {
  const asked = asObject(call.body['singleEmbeddingParams'])
  const text = asString(asObject(asked['text'])['value'])
  if (call.body['taskType'] !== 'SINGLE_EMBEDDING' || text === undefined)
    throw malformed('required key [singleEmbeddingParams] not found')
  const embedding = embed(call.seed, text, asNumber(asked['embeddingDimension']) ?? 3_072)
  return answer({ embeddings: [{ embeddingType: 'TEXT', embedding }] }, inputOnly(call, text))
}

function cohere(call: Call): Answer {
  const texts = asList(call.body['texts']).filter((text) => typeof text === 'string')
  if (texts.length === 0) throw malformed('required key [texts] not found')
  if (asString(call.body['input_type']) === undefined)
    throw malformed('required key [input_type] not found')
  const size = asNumber(call.body['output_dimension']) ?? 1_024
  const vectors = texts.map((text) => embed(call.seed, text, size))
  const isTyped = call.body['embedding_types'] !== undefined
  const body = isTyped
    ? { embeddings: { float: vectors }, response_type: 'embeddings_by_type' }
    : { embeddings: vectors, response_type: 'embeddings_floats' }
  return answer({ id: call.nonce, texts, ...body }, inputOnly(call, texts))
}

function answer(body: object, input: number): Answer {
  return {
    kind: 'whole',
    headers: { 'x-amzn-bedrock-input-token-count': String(input) },
    body,
    billed: { input, cacheRead: 0, cacheWrite: 0, output: 0, reasoning: 0 },
    chunks: 1,
  }
}

function malformed(what: string): Refusal {
  return invalid(`Malformed input request: #: ${what}, please reformat your input and try again.`)
}
