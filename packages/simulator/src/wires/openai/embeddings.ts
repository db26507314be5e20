import type { Answer, Call } from '../../call.ts'
import { asNumber, asObject } from '../../json.ts'
import { readText } from '../../prompt.ts'
import { createRandom } from '../../random.ts'
import { invalid } from '../../refusal.ts'
import { either, integer, list, members, one, text, verify } from '../../shape.ts'
import { openaiProblem } from './errors.ts'

const SHAPE = members(
  {
    input: either(text, list(text, 2_048), list(integer(0)), list(list(integer(0)), 2_048)),
    model: text,
    dimensions: integer(1),
    encoding_format: one('float', 'base64'),
    user: text,
  },
  'model',
  'input',
)

/** `POST /embeddings`: unit vectors that depend on the text, as numbers or little-endian base64. */
export function embeddings(call: Call): Answer {
  const { body } = call
  if (call.strict) {
    const problem = verify(body, SHAPE, { nulls: true })
    if (problem !== undefined) throw openaiProblem(problem)
    if (body['input'] === '' || (Array.isArray(body['input']) && body['input'].length === 0)) {
      throw invalid("Invalid 'input': must not be empty.", 'input', 'invalid_value')
    }
  }
  const inputs = readInputs(body['input'])
  const size = asNumber(body['dimensions']) ?? 1_536
  const tokens = countInputs(call, inputs)
  const data = inputs.map((input, index) => {
    const vector = embed(call.seed, JSON.stringify(input), size)
    const embedding = body['encoding_format'] === 'base64' ? toBase64(vector) : vector
    return { object: 'embedding', index, embedding }
  })
  const usage = { prompt_tokens: tokens, total_tokens: tokens }
  return {
    kind: 'whole',
    body: { object: 'list', data, model: call.model, usage },
    billed: { input: tokens, cacheRead: 0, cacheWrite: 0, output: 0, reasoning: 0 },
    chunks: 1,
  }
}

function readInputs(input: unknown): readonly unknown[] {
  if (!Array.isArray(input)) return [input]
  return typeof input[0] === 'number' ? [input] : input
}

function countInputs(call: Call, inputs: readonly unknown[]): number {
  const wished = Number.parseInt(call.knobs.usage ?? '', 10)
  if (!Number.isNaN(wished)) return wished
  return inputs.reduce<number>(
    (sum, input) => sum + (Array.isArray(input) ? input.length : readText(input).inputTokens),
    0,
  )
}

/** A vector of length one; the same text always gives the same one. */
export function embed(seed: string, input: string, size: number): readonly number[] {
  const random = createRandom(`${seed}/embed/${input}`)
  const raw = Array.from({ length: size }, () => random() * 2 - 1)
  const length = Math.hypot(...raw) || 1
  return raw.map((value) => Math.fround(value / length))
}

function toBase64(vector: readonly number[]): string {
  const bytes = Buffer.alloc(vector.length * 4)
  for (const [index, value] of vector.entries()) bytes.writeFloatLE(value, index * 4)
  return bytes.toString('base64')
}

/** The wished input tokens of a request that only has input. */
export function inputOnly(call: Call, ...values: readonly unknown[]): number {
  const wished = Number.parseInt(asObject(call.knobs)['usage'] as string, 10)
  return Number.isNaN(wished) ? readText(...values).inputTokens : wished
}
