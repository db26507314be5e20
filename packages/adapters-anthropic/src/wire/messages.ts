import { GatewayError, type JsonObject } from '@signalbox/core'
import { z } from 'zod'

const required: ReadonlyMap<string, readonly string[]> = new Map([
  ['text', ['text']],
  ['thinking', ['thinking']],
  ['redacted_thinking', ['data']],
  ['tool_use', ['id', 'name']],
  ['tool_result', ['tool_use_id']],
])

const block = z.looseObject({ type: z.string() }).superRefine((value, context) => {
  for (const key of required.get(value.type) ?? [])
    if (typeof value[key] !== 'string')
      context.addIssue({ code: 'custom', path: [key], message: 'must be a string' })
})

const content = z.union([z.string(), z.array(block)])
const number = z.number().nullish()
const object = z.looseObject({}).nullish()

/** A body of either API version: the fields we read are checked, everything else passes. */
const messagesBody = z.looseObject({
  model: z.string().min(1),
  messages: z.array(z.looseObject({ role: z.enum(['user', 'assistant', 'system']), content })),
  system: content.nullish(),
  max_tokens: z.int().min(0).nullish(),
  tools: z.array(z.looseObject({})).nullish(),
  tool_choice: object,
  stream: z.boolean().nullish(),
  stop_sequences: z.array(z.string()).nullish(),
  temperature: number,
  top_p: number,
  top_k: number,
  metadata: object,
  thinking: object,
  output_config: object,
  output_format: object,
  service_tier: z.string().nullish(),
})

/** Throws `invalid_request`, naming the field, when a body is not a Messages request. */
export function checkMessagesBody(body: JsonObject): void {
  const result = messagesBody.safeParse(body)
  if (result.success) return
  const { path, message } = deepest(result.error.issues)
  const param = path.map(String).join('.')
  throw new GatewayError('invalid_request', param === '' ? message : `${param}: ${message}`, {
    origin: 'client',
    param,
  })
}

type Issue = z.core.$ZodIssue

interface Finding {
  readonly path: readonly PropertyKey[]
  readonly message: string
}

function deepest(issues: readonly Issue[]): Finding {
  const [first] = issues
  if (first === undefined) return { path: [], message: 'The body is not valid.' }
  if (first.code !== 'invalid_union') return first
  const inner = first.errors
    .filter((branch) => branch.length > 0)
    .map((branch) => deepest(branch))
    .reduce<Finding>((best, next) => (next.path.length > best.path.length ? next : best), {
      path: [],
      message: 'must be a string or a list of blocks',
    })
  return { path: [...first.path, ...inner.path], message: inner.message }
}
