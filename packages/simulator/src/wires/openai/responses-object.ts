import type { Call } from '../../call.ts'
import type { Billed } from '../../journal.ts'
import { asList, asObject, type JsonObject } from '../../json.ts'
import { hexText, idText } from '../../random.ts'
import type { Script } from '../../script.ts'

/** The answer's output items in their finished form. */
export function outputItems(call: Call, script: Script): readonly JsonObject[] {
  const id = (kind: string, index: number): string =>
    `${kind}_${hexText(`${call.nonce}/${kind}/${index}`, 50)}`
  const items: JsonObject[] = []
  if (script.reasoning.length > 0) items.push(reasoningItem(call, script, id('rs', 0)))
  if (script.text.length > 0 || script.calls.length === 0) {
    items.push({
      id: id('msg', 0),
      type: 'message',
      status: script.finish === 'length' ? 'incomplete' : 'completed',
      role: 'assistant',
      content: [textPart(script)],
    })
  }
  for (const [index, { kind, name, json }] of script.calls.entries()) {
    const shared = {
      call_id: `call_${idText(`${call.nonce}/${index}`, 24)}`,
      name,
      status: 'completed',
    }
    items.push(
      kind === 'custom'
        ? { id: id('ctc', index), type: 'custom_tool_call', ...shared, input: json }
        : { id: id('fc', index), type: 'function_call', ...shared, arguments: json },
    )
  }
  return items
}

function textPart(script: Script): JsonObject {
  const text = script.text.join('')
  if (script.finish === 'refusal') return { type: 'refusal', refusal: text }
  return { type: 'output_text', text, annotations: [], logprobs: [] }
}

/** Whether the client sees a summary of the reasoning. */
export function showsSummary(call: Call): boolean {
  return typeof asObject(call.body['reasoning'])['summary'] === 'string'
}

function reasoningItem(call: Call, script: Script, id: string): JsonObject {
  const text = script.reasoning.join('')
  const wished = asList(call.body['include']).includes('reasoning.encrypted_content')
  return {
    id,
    type: 'reasoning',
    summary: showsSummary(call) ? [{ type: 'summary_text', text }] : [],
    ...(wished ? { encrypted_content: call.seal.wrap('reasoning', `${id}\n${text}`) } : {}),
  }
}

/** The response object in one of its states. */
export function responseObject(
  call: Call,
  status: 'queued' | 'in_progress' | 'completed' | 'incomplete' | 'failed',
  output: readonly JsonObject[],
  extra: { readonly usage?: Billed; readonly reason?: string; readonly error?: JsonObject } = {},
): JsonObject {
  const { body } = call
  const reasoning = asObject(body['reasoning'])
  const seconds = Math.floor(call.clock.wall() / 1_000)
  return {
    id: `resp_${hexText(call.nonce, 50)}`,
    object: 'response',
    created_at: seconds,
    status,
    background: body['background'] ?? false,
    completed_at: status === 'completed' ? seconds : null,
    error: extra.error ?? null,
    incomplete_details: extra.reason === undefined ? null : { reason: extra.reason },
    instructions: body['instructions'] ?? null,
    max_output_tokens: body['max_output_tokens'] ?? null,
    max_tool_calls: body['max_tool_calls'] ?? null,
    metadata: body['metadata'] ?? {},
    model: call.model,
    output,
    parallel_tool_calls: body['parallel_tool_calls'] ?? true,
    previous_response_id: body['previous_response_id'] ?? null,
    prompt_cache_key: body['prompt_cache_key'] ?? null,
    reasoning: { effort: reasoning['effort'] ?? null, summary: reasoning['summary'] ?? null },
    safety_identifier: body['safety_identifier'] ?? null,
    service_tier: status === 'completed' ? 'default' : 'auto',
    store: body['store'] ?? true,
    temperature: body['temperature'] ?? 1,
    text: { format: { type: 'text' }, verbosity: 'medium', ...asObject(body['text']) },
    tool_choice: body['tool_choice'] ?? 'auto',
    tools: body['tools'] ?? [],
    top_logprobs: body['top_logprobs'] ?? 0,
    top_p: body['top_p'] ?? 1,
    truncation: body['truncation'] ?? 'disabled',
    usage: extra.usage === undefined ? null : responsesUsage(extra.usage),
    user: body['user'] ?? null,
  }
}

/** Responses sums: cached is inside input, reasoning inside output. */
function responsesUsage(billed: Billed): JsonObject {
  const input = billed.input + billed.cacheRead + billed.cacheWrite
  const output = billed.output + billed.reasoning
  return {
    input_tokens: input,
    input_tokens_details: {
      cached_tokens: billed.cacheRead,
      ...(billed.cacheWrite > 0 ? { cache_write_tokens: billed.cacheWrite } : {}),
    },
    output_tokens: output,
    output_tokens_details: { reasoning_tokens: billed.reasoning },
    total_tokens: input + output,
  }
}
