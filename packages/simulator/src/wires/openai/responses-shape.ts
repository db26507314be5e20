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
  text,
  type Shape,
} from '../../shape.ts'

/** Every field of a Responses request that OpenAI knows; items are checked by their own rules. */
export const RESPONSES_SHAPE: Shape = members(
  {
    input: either(text, list(object)),
    model: text,
    instructions: either(text, list(object)),
    tools: list(object, 128),
    tool_choice: either(text, object),
    parallel_tool_calls: bool,
    reasoning: members({
      effort: one('none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'),
      summary: one('auto', 'concise', 'detailed'),
      generate_summary: text,
      mode: one('standard', 'pro'),
      context: one('auto', 'current_turn', 'all_turns'),
    }),
    text: members({
      format: members({
        type: one('text', 'json_object', 'json_schema'),
        name: text,
        schema: object,
        strict: bool,
        description: text,
      }),
      verbosity: one('low', 'medium', 'high'),
    }),
    max_output_tokens: integer(16),
    max_tool_calls: integer(1),
    metadata: record(text),
    store: bool,
    previous_response_id: text,
    conversation: any,
    include: list(
      one(
        'reasoning.encrypted_content',
        'web_search_call.results',
        'web_search_call.action.sources',
        'file_search_call.results',
        'message.input_image.image_url',
        'computer_call_output.output.image_url',
        'code_interpreter_call.outputs',
        'message.output_text.logprobs',
      ),
    ),
    stream: bool,
    stream_options: members({ include_obfuscation: bool }),
    background: bool,
    service_tier: text,
    temperature: number(0, 2),
    top_p: number(0, 1),
    top_logprobs: integer(0, 20),
    truncation: one('auto', 'disabled'),
    prompt: object,
    prompt_cache_key: text,
    prompt_cache_options: object,
    prompt_cache_retention: one('in_memory', '24h'),
    safety_identifier: text,
    user: text,
    context_management: list(object),
    moderation: any,
    image: object,
    access_programs: any,
    client_metadata: record(any),
  },
  'model',
)

/** Input items that OpenAI knows, with their fields. */
export const ITEM_FIELDS: { readonly [type: string]: readonly string[] } = {
  message: ['type', 'id', 'role', 'content', 'status', 'phase'],
  function_call: [
    ...['type', 'id', 'call_id', 'name', 'arguments', 'status', 'namespace', 'async', 'caller'],
  ],
  function_call_output: ['type', 'id', 'call_id', 'output', 'status', 'caller'],
  custom_tool_call: ['type', 'id', 'call_id', 'name', 'input', 'status', 'namespace', 'caller'],
  custom_tool_call_output: ['type', 'id', 'call_id', 'output', 'status', 'caller'],
  reasoning: ['type', 'id', 'summary', 'content', 'encrypted_content', 'status'],
  item_reference: ['type', 'id'],
}

/** Content parts by the role of their message. */
export const PART_TYPES: { readonly [role: string]: readonly string[] } = {
  user: ['input_text', 'input_image', 'input_file', 'input_audio'],
  system: ['input_text', 'input_image', 'input_file'],
  developer: ['input_text', 'input_image', 'input_file'],
  assistant: ['output_text', 'refusal'],
}
