import {
  any,
  bool,
  either,
  integer,
  list,
  members,
  number,
  object,
  one,
  tagged,
  text,
  type Shape,
} from '../../shape.ts'

const cache_control = members({ type: one('ephemeral'), ttl: one('5m', '1h'), scope: text }, 'type')
const block = (fields: Readonly<Record<string, Shape>>, ...required: readonly string[]): Shape =>
  members({ type: text, cache_control, ...fields }, ...required)

const textBlock = block({ text, citations: any }, 'text')
const imageBlock = block(
  {
    source: tagged('type', {
      base64: members({ type: text, media_type: text, data: text }, 'media_type', 'data'),
      url: members({ type: text, url: text }, 'url'),
      file: members({ type: text, file_id: text }, 'file_id'),
    }),
  },
  'source',
)
const documentBlock = block(
  { source: object, title: text, context: text, citations: object },
  'source',
)
const searchResult = block({ source: text, title: text, content: list(object), citations: object })
const resultContent = tagged('type', {
  text: textBlock,
  image: imageBlock,
  document: documentBlock,
  search_result: searchResult,
  tool_reference: block({ tool_name: text }),
  browser_state: object,
})

const SERVER_RESULTS = [
  'web_search',
  'web_fetch',
  'code_execution',
  'bash_code_execution',
  'text_editor_code_execution',
  'tool_search',
  'mcp',
].map((name): [string, Shape] => [`${name}_tool_result`, object])

const contentBlock = tagged('type', {
  text: textBlock,
  image: imageBlock,
  document: documentBlock,
  search_result: searchResult,
  thinking: members({ type: text, thinking: text, signature: text }, 'thinking', 'signature'),
  redacted_thinking: members({ type: text, data: text }, 'data'),
  tool_use: block(
    { id: text, name: text, input: object, caller: object, toolset_name: text },
    'id',
    'name',
    'input',
  ),
  tool_result: block(
    { tool_use_id: text, content: either(text, list(resultContent)), is_error: bool },
    'tool_use_id',
  ),
  server_tool_use: object,
  mcp_tool_use: object,
  container_upload: object,
  compaction: object,
  tool_reference: object,
  ...Object.fromEntries(SERVER_RESULTS),
})

const message = members(
  {
    role: one('user', 'assistant', 'system'),
    content: either(text, list(contentBlock)),
    output_config: object,
  },
  'role',
  'content',
)

const customTool = members(
  {
    type: one('custom'),
    name: text,
    description: text,
    input_schema: object,
    cache_control,
    strict: bool,
    defer_loading: bool,
    eager_input_streaming: bool,
    allowed_callers: list(text),
    input_examples: list(any),
  },
  'name',
  'input_schema',
)
/** Tools of the provider's own carry a dated type and their own fields. */
const typedTool = object

const counted: { readonly [name: string]: Shape } = {
  model: text,
  messages: list(message, 100_000),
  system: either(text, list(textBlock)),
  tools: list(either(customTool, typedTool)),
  tool_choice: tagged('type', {
    auto: members({ type: text, disable_parallel_tool_use: bool }),
    any: members({ type: text, disable_parallel_tool_use: bool }),
    tool: members({ type: text, name: text, disable_parallel_tool_use: bool }, 'name'),
    none: members({ type: text }),
  }),
  thinking: tagged('type', {
    enabled: members(
      { type: text, budget_tokens: integer(1_024), display: one('summarized', 'omitted') },
      'budget_tokens',
    ),
    adaptive: members({ type: text, display: one('summarized', 'omitted') }),
    disabled: members({ type: text }),
    between_tools: members({ type: text, display: one('summarized', 'omitted') }),
  }),
  output_config: members({
    effort: one('low', 'medium', 'high', 'xhigh', 'max'),
    format: members({ type: one('json_schema'), schema: object }, 'type', 'schema'),
    task_budget: object,
  }),
  output_format: members({ type: one('json_schema'), schema: object }, 'type', 'schema'),
  cache_control,
  context_management: object,
  mcp_servers: list(object),
}

/** Every field of a Messages request that Anthropic knows. */
export const MESSAGES_SHAPE: Shape = members(
  {
    ...counted,
    max_tokens: integer(0),
    stream: bool,
    stop_sequences: list(text),
    temperature: number(0, 1),
    top_p: number(0, 1),
    top_k: integer(0),
    metadata: members({ user_id: text }),
    service_tier: one('auto', 'standard_only'),
    speed: one('standard', 'fast'),
    container: any,
    diagnostics: object,
    inference_geo: text,
    fallbacks: any,
    thread: any,
    compaction: any,
    billing_policy: any,
    task_budget: object,
  },
  'model',
  'messages',
  'max_tokens',
)

/** The fields that count_tokens shares with Messages. */
export const COUNT_SHAPE: Shape = members(counted, 'model', 'messages')
/** Each custom tool by itself, for a message that names its fault. */
export const CUSTOM_TOOL_SHAPE: Shape = customTool
