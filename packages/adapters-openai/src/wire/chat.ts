import { z } from 'zod'

const nullish = <Schema extends z.ZodType>(schema: Schema) => schema.nullish()

const part = z.looseObject({ type: z.string() })

const toolCall = z.looseObject({
  id: nullish(z.string()),
  type: nullish(z.string()),
  function: nullish(z.looseObject({ name: nullish(z.string()) })),
})

const message = z.looseObject({
  role: z.string(),
  content: nullish(z.union([z.string(), z.array(part)])),
  name: nullish(z.string()),
  tool_calls: nullish(z.array(toolCall)),
  tool_call_id: nullish(z.string()),
})

const settings = {
  max_tokens: nullish(z.number()),
  temperature: nullish(z.number()),
  top_p: nullish(z.number()),
  n: nullish(z.number()),
  seed: nullish(z.number()),
  presence_penalty: nullish(z.number()),
  frequency_penalty: nullish(z.number()),
  logit_bias: nullish(z.looseObject({})),
  stop: nullish(z.union([z.string(), z.array(z.string())])),
  stream: nullish(z.boolean()),
  stream_options: nullish(z.looseObject({ include_usage: nullish(z.boolean()) })),
  user: nullish(z.string()),
}

/** The body of `POST /v1/chat/completions`: known fields have their types, unknown ones pass. */
export const chatBody: z.ZodType = z.looseObject({
  ...settings,
  model: z.string(),
  messages: z.array(message).min(1),
  tools: nullish(z.array(z.looseObject({ type: nullish(z.string()) }))),
  tool_choice: nullish(z.union([z.string(), z.looseObject({})])),
  parallel_tool_calls: nullish(z.boolean()),
  functions: nullish(z.array(z.looseObject({ name: z.string() }))),
  max_completion_tokens: nullish(z.number()),
  reasoning_effort: nullish(z.string()),
  response_format: nullish(z.looseObject({ type: z.string() })),
  logprobs: nullish(z.boolean()),
  top_logprobs: nullish(z.number()),
  modalities: nullish(z.array(z.string())),
  metadata: nullish(z.looseObject({})),
  store: nullish(z.boolean()),
  service_tier: nullish(z.string()),
  verbosity: nullish(z.string()),
  prompt_cache_key: nullish(z.string()),
})

const tokens = z.array(z.number())

/** The body of the old `POST /v1/completions`. */
export const completionsBody: z.ZodType = z.looseObject({
  ...settings,
  model: z.string(),
  prompt: nullish(z.union([z.string(), z.array(z.string()), tokens, z.array(tokens)])),
  suffix: nullish(z.string()),
  echo: nullish(z.boolean()),
  best_of: nullish(z.number()),
  logprobs: nullish(z.number()),
})
