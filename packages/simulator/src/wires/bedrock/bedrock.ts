import type { Answer, Call, Operation, Wire } from '../../call.ts'
import { checkContext } from '../../check-context.ts'
import { asObject } from '../../json.ts'
import { converseAnswer } from './converse-reply.ts'
import { conversePrompt } from './converse-request.ts'
import { checkConverse } from './converse-strict.ts'
import { bedrockError, bedrockHeaders } from './errors.ts'

/** Bedrock Converse under `/bedrock`. */
export const bedrock: Wire = {
  route: ({ method, path }) => {
    const [, coded = '', action = ''] =
      /^\/model\/([^/]+)\/(converse|converse-stream|count-tokens)$/u.exec(path) ?? []
    if (method !== 'POST' || action === '') return undefined
    const stream = action === 'converse-stream'
    const run: Operation['run'] = (call) =>
      action === 'count-tokens' ? countTokens(call) : converse(call, stream)
    return { wire: 'bedrock-converse', model: decodeURIComponent(coded), stream, run }
  },
  error: bedrockError,
  headers: bedrockHeaders,
}

function converse(call: Call, stream: boolean): Answer {
  if (call.strict) checkConverse(call.body)
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
