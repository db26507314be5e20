import type { Answer, Call, Operation, Wire } from '../../call.ts'
import { checkContext } from '../../check-context.ts'
import { asObject } from '../../json.ts'
import { converseAnswer } from './converse-reply.ts'
import { conversePrompt } from './converse-request.ts'
import { checkConverse, checkReasoning } from './converse-strict.ts'
import { bedrockError, bedrockHeaders } from './errors.ts'
import { invoke } from './invoke.ts'
import { checkSignature } from './signature.ts'

/** Bedrock's Converse, and InvokeModel for embeddings, under `/bedrock`. */
export const bedrock: Wire = {
  route: ({ method, path }) => {
    const [, coded = '', action = ''] =
      /^\/model\/([^/]+)\/(converse|converse-stream|count-tokens|invoke)$/u.exec(path) ?? []
    if (method !== 'POST' || action === '') return undefined
    const stream = action === 'converse-stream'
    const run: Operation['run'] = (call) => {
      checkSignature(call)
      if (action === 'count-tokens') return countTokens(call)
      return action === 'invoke' ? invoke(call) : converse(call, stream)
    }
    const wire = action === 'invoke' ? 'bedrock-invoke' : 'bedrock-converse'
    return { wire, model: decodeURIComponent(coded), stream, run }
  },
  error: bedrockError,
  headers: bedrockHeaders,
}

function converse(call: Call, stream: boolean): Answer {
  if (call.strict) {
    checkConverse(call.body)
    checkReasoning(call)
  }
  const prompt = conversePrompt(call)
  checkContext(prompt, call)
  return converseAnswer(call, prompt, stream)
}

function countTokens(call: Call): Answer {
  const { inputTokens } = conversePrompt({
    body: asObject(asObject(call.body['input'])['converse']),
  })
  return { kind: 'whole', body: { inputTokens }, chunks: 1 }
}
