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
  record,
  tagged,
  text,
  type Shape,
} from '../../shape.ts'

const cacheBreakpoint: Shape = object
const textPart = members({ type: text, text, prompt_cache_breakpoint: cacheBreakpoint }, 'text')
const parts = list(
  tagged('type', {
    text: textPart,
    refusal: members({ type: text, refusal: text }, 'refusal'),
    image_url: members(
      {
        type: text,
        image_url: members({ url: text, detail: one('auto', 'low', 'high', 'original') }, 'url'),
        prompt_cache_breakpoint: cacheBreakpoint,
      },
      'image_url',
    ),
    input_audio: members(
      {
        type: text,
        input_audio: members({ data: text, format: one('wav', 'mp3') }, 'data', 'format'),
      },
      'input_audio',
    ),
    file: members(
      { type: text, file: members({ file_id: text, filename: text, file_data: text }) },
      'file',
    ),
  }),
)
const content = either(text, parts)
const named = { role: text, name: text, content }

const toolCall = tagged('type', {
  function: members(
    {
      id: text,
      type: text,
      function: members({ name: text, arguments: text }, 'name', 'arguments'),
    },
    'id',
    'function',
  ),
  custom: members(
    { id: text, type: text, custom: members({ name: text, input: text }, 'name', 'input') },
    'id',
    'custom',
  ),
})

const message = tagged('role', {
  developer: members(named, 'content'),
  system: members(named, 'content'),
  user: members(named, 'content'),
  assistant: members({
    ...named,
    refusal: text,
    tool_calls: list(toolCall),
    function_call: object,
    audio: object,
    annotations: list(object),
  }),
  tool: members({ role: text, content, tool_call_id: text }, 'content', 'tool_call_id'),
  function: members(named, 'content', 'name'),
})

const declaration = members(
  { name: text, description: text, parameters: object, strict: bool },
  'name',
)

const tool = tagged('type', {
  function: members({ type: text, function: declaration }, 'function'),
  custom: members({ type: text, custom: object }, 'custom'),
})

const responseFormat = tagged('type', {
  text: members({ type: text }),
  json_object: members({ type: text }),
  json_schema: members(
    {
      type: text,
      json_schema: members({ name: text, schema: object, strict: bool, description: text }, 'name'),
    },
    'json_schema',
  ),
})

/** Every field of a chat request that OpenAI knows. */
export const CHAT_SHAPE: Shape = members(
  {
    messages: list(message),
    model: text,
    audio: object,
    frequency_penalty: number(-2, 2),
    function_call: any,
    functions: list(declaration, 128),
    logit_bias: record(number(-100, 100)),
    logprobs: bool,
    max_completion_tokens: integer(1),
    max_tokens: integer(1),
    metadata: record(text),
    modalities: list(one('text', 'audio')),
    moderation: any,
    n: integer(1, 128),
    parallel_tool_calls: bool,
    prediction: object,
    presence_penalty: number(-2, 2),
    prompt_cache_key: text,
    prompt_cache_options: object,
    prompt_cache_retention: one('in_memory', '24h'),
    reasoning_effort: one('none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'),
    response_format: responseFormat,
    safety_identifier: text,
    seed: integer(),
    service_tier: one('auto', 'default', 'flex', 'scale', 'priority', 'fast'),
    stop: either(text, list(text, 4)),
    store: bool,
    stream: bool,
    stream_options: members({ include_usage: bool, include_obfuscation: bool }),
    temperature: number(0, 2),
    tool_choice: either(one('none', 'auto', 'required'), object),
    tools: list(tool, 128),
    top_logprobs: integer(0, 20),
    top_p: number(0, 1),
    user: text,
    verbosity: one('low', 'medium', 'high'),
    web_search_options: object,
  },
  'model',
  'messages',
)
