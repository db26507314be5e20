import type { Answer, Call } from '../../call.ts'
import { asNumber, asObjects, type JsonObject } from '../../json.ts'
import { readText } from '../../prompt.ts'
import { any, integer, list, members, text, verify, type Shape } from '../../shape.ts'
import { embed, inputOnly } from '../openai/embeddings.ts'
import { googleProblem } from './errors.ts'

const ONE: { readonly [name: string]: Shape } = {
  model: text,
  content: any,
  taskType: text,
  title: text,
  outputDimensionality: integer(1),
  config: any,
}
const SINGLE = members(ONE)
const BATCH = members({ requests: list(SINGLE), model: text })

/** `:embedContent` and `:batchEmbedContents`. */
export function embedAnswer(call: Call, body: JsonObject, batch: boolean): Answer {
  const problem = call.strict
    ? verify(call.body, batch ? BATCH : SINGLE, { camel: true })
    : undefined
  if (problem !== undefined) throw googleProblem(problem)
  const requests = batch ? asObjects(body['requests']) : [body]
  const embeddings = requests.map(({ content, outputDimensionality }) => ({
    values: embed(call.seed, readText(content).text, asNumber(outputDimensionality) ?? 3_072),
  }))
  const input = inputOnly(
    call,
    requests.map(({ content }) => content),
  )
  return {
    kind: 'whole',
    body: batch ? { embeddings } : { embedding: embeddings[0] },
    billed: { input, cacheRead: 0, cacheWrite: 0, output: 0, reasoning: 0 },
    chunks: 1,
  }
}
