import type { JsonObject } from '@signalbox/core'
import { GatewayError } from '@signalbox/core'
import { z } from 'zod'

const nullish = <Schema extends z.ZodType>(schema: Schema) => schema.nullish()

const item = z.looseObject({
  type: nullish(z.string()),
  role: nullish(z.string()),
  id: nullish(z.string()),
  call_id: nullish(z.string()),
})

const namedTool = z.looseObject({ type: z.string() })

const reasoning = z.looseObject({
  effort: nullish(z.string()),
  summary: nullish(z.string()),
})

const textSettings = z.looseObject({
  format: nullish(z.looseObject({ type: z.string() })),
  verbosity: nullish(z.string()),
})

/** The body of `POST /v1/responses`: known fields have their types, unknown ones pass. */
const responsesBody: z.ZodType = z.looseObject({
  model: nullish(z.string()),
  input: nullish(z.union([z.string(), z.array(item)])),
  instructions: nullish(z.string()),
  tools: nullish(z.array(namedTool)),
  tool_choice: nullish(z.union([z.string(), z.looseObject({ type: z.string() })])),
  parallel_tool_calls: nullish(z.boolean()),
  reasoning: nullish(reasoning),
  text: nullish(textSettings),
  max_output_tokens: nullish(z.number()),
  max_tool_calls: nullish(z.number()),
  temperature: nullish(z.number()),
  top_p: nullish(z.number()),
  top_logprobs: nullish(z.number()),
  store: nullish(z.boolean()),
  stream: nullish(z.boolean()),
  background: nullish(z.boolean()),
  previous_response_id: nullish(z.string()),
  conversation: nullish(z.union([z.string(), z.looseObject({ id: z.string() })])),
  include: nullish(z.array(z.string())),
  metadata: nullish(z.record(z.string(), z.unknown())),
  service_tier: nullish(z.string()),
  user: nullish(z.string()),
  safety_identifier: nullish(z.string()),
  prompt_cache_key: nullish(z.string()),
  prompt_cache_retention: nullish(z.string()),
})

/** Throws `invalid_request` naming the first field of the wrong type, in OpenAI's words. */
export function checkResponsesBody(body: JsonObject): void {
  const checked = responsesBody.safeParse(body)
  if (checked.success) return
  const [issue] = checked.error.issues
  const path = issue === undefined ? '' : deepest(issue)
  throw new GatewayError(
    'invalid_request',
    `Invalid type for '${path}': ${issue?.message ?? ''}.`,
    {
      origin: 'client',
      param: path,
    },
  )
}

/** A union says only that nothing fits; its longest path is the field that the caller got wrong. */
function deepest(issue: z.core.$ZodIssue): string {
  const inner = issue.code === 'invalid_union' ? issue.errors.flat() : []
  const paths = inner.map((entry) => [...issue.path, ...entry.path])
  const longest = paths.toSorted((a, b) => b.length - a.length)[0] ?? issue.path
  return longest.map(String).join('.')
}
