import { existsSync, readFileSync } from 'node:fs'

import { isJsonObject, type JsonObject } from '@signalbox/core'
import { describe, expect, test } from 'vitest'

import { openaiResponses } from '../dialects/responses.ts'
import { responsesCodec } from './codec.ts'
import { encodeResponseObject } from './response-object.ts'
import { decodeResponseObject } from './response.ts'

interface Recorded {
  readonly file: string
  readonly api: string
  readonly status: number
  readonly request?: { readonly body?: JsonObject }
  readonly body?: JsonObject
}

const folder = new URL('../../../../../shared/fixtures/recordings/', import.meta.url)

function load(file: string): unknown {
  return JSON.parse(readFileSync(new URL(file, folder), 'utf8'))
}

const list = existsSync(folder)
  ? (load('MANIFEST.json') as Recorded[])
      .filter(({ api }) => api.startsWith('responses'))
      .map(({ file }) => ({ ...(load(file) as Recorded), file }))
  : []
const codec = responsesCodec()

const sent = list.flatMap((recording) => {
  const body = recording.request?.body
  return isJsonObject(body) ? [{ file: recording.file, body }] : []
})

const answered = list.filter(
  (recording) =>
    recording.status === 200 && recording.api === 'responses' && isJsonObject(recording.body),
)

const target = { id: 't', provider: 'openai', model: 'm' }

describe.skipIf(list.length === 0)('recorded Responses exchanges', () => {
  test.each(sent)('$file: the request is written as it was read', ({ body }) => {
    const { provider: _provider, models: _models, ...plain } = body
    const request = openaiResponses.decodeRequest(body)
    const encoded = codec.encodeRequest(request, { ...target, model: request.model })
    expect(JSON.parse(String(encoded.request.body))).toEqual(plain)
    expect(encoded.warnings).toEqual([])
  })

  test.each(answered)('$file: the answer is written as it was read', (recording) => {
    const request = openaiResponses.decodeRequest(recording.request?.body ?? {})
    const completion = codec.decodeResponse(
      {
        status: 200,
        headers: [],
        body: new TextEncoder().encode(JSON.stringify(recording.body)),
      },
      request,
    )
    expect(encodeResponseObject(completion, request)).toEqual(recording.body)
    const usage = isJsonObject(recording.body) ? recording.body['usage'] : undefined
    if (!isJsonObject(usage)) return
    const { input, output } = completion.usage ?? { input: {}, output: {} }
    const sum = (buckets: object) =>
      Object.values(buckets).reduce((total: number, tokens: number) => total + tokens, 0)
    expect(sum(input)).toBe(usage['input_tokens'])
    expect(sum(output)).toBe(usage['output_tokens'])
  })

  test('the corpus is there', () => {
    expect(sent.length).toBeGreaterThanOrEqual(44)
    expect(answered.length).toBeGreaterThanOrEqual(33)
  })
})

const items: readonly JsonObject[] = [
  { type: 'message', role: 'user', content: 'hi' },
  { role: 'user', content: 'hi' },
  { role: 'user', content: '' },
  { type: 'message', role: 'developer', id: 'msg_1', content: [{ type: 'input_text', text: 'a' }] },
  {
    role: 'user',
    content: [
      { type: 'input_text', text: 'a', prompt_cache_breakpoint: { mode: 'explicit' } },
      { type: 'input_image', image_url: 'data:image/png;base64,AAAA', detail: 'high' },
      { type: 'input_image', image_url: 'https://x/y.png', detail: null, file_id: null },
      { type: 'input_image', file_id: 'file-1', detail: 'original' },
      { type: 'input_file', filename: 'a.pdf', file_data: 'data:application/pdf;base64,AAAA' },
      { type: 'input_file', file_data: 'data:application/pdf;base64,AAAA' },
      { type: 'input_file', file_data: 'bare' },
      { type: 'input_file', file_url: 'https://x/y.pdf', detail: 'high' },
      { type: 'input_file', file_id: 'file-2' },
      { type: 'input_audio', input_audio: { data: 'AA', format: 'wav' } },
      { type: 'input_hologram', beam: [1] },
    ],
  },
  { type: 'message', role: 'user', content: [] },
  {
    type: 'message',
    role: 'assistant',
    id: 'msg_2',
    status: 'completed',
    phase: 'commentary',
    content: [
      { type: 'output_text', text: 'x', annotations: [], logprobs: [] },
      { type: 'refusal', refusal: 'no' },
    ],
  },
  { type: 'message', role: 'assistant', content: [{ type: 'input_text', text: 'odd' }] },
  { type: 'reasoning', id: 'rs_1', summary: [], encrypted_content: 'gAAA' },
  { type: 'reasoning', id: 'rs_2', summary: [], encrypted_content: null, status: null },
  {
    type: 'reasoning',
    id: 'rs_3',
    summary: [
      { type: 'summary_text', text: 'a' },
      { type: 'summary_text', text: 'b' },
    ],
    content: null,
  },
  { type: 'reasoning', summary: [], content: [{ type: 'reasoning_text', text: 'deep' }] },
  {
    type: 'function_call',
    id: 'fc_1',
    call_id: 'c1',
    name: 'f',
    namespace: 'ns',
    arguments: '{}',
    status: 'completed',
  },
  { type: 'function_call_output', call_id: 'c1', output: 'done' },
  {
    type: 'function_call_output',
    id: 'fco_1',
    call_id: 'c1',
    status: 'completed',
    output: [
      { type: 'input_text', text: 'a' },
      { type: 'input_image', image_url: 'data:image/png;base64,AAAA' },
    ],
  },
  { type: 'custom_tool_call', call_id: 'c2', name: 'patch', input: '*** Begin' },
  { type: 'custom_tool_call_output', call_id: 'c2', output: 'ok' },
  { type: 'custom_tool_call_output', call_id: 'elsewhere', output: 'ok' },
  { type: 'item_reference', id: 'rs_9' },
  { id: 'rs_9' },
  { type: null, id: 'rs_9' },
  { type: 'compaction', id: 'cmp_1', encrypted_content: 'gBBB' },
  { type: 'compaction_trigger' },
  { type: 'program', id: 'prg_1', source: 'x' },
  { type: 'web_search_call', id: 'ws_1', status: 'completed', action: { type: 'search' } },
  { type: 'local_shell_call_output', id: 'l', output: '{}' },
  { type: 'mcp_approval_response', approval_request_id: 'a', approve: true },
  { type: 'item_of_the_future', payload: { deep: [null] } },
]

const settings: readonly JsonObject[] = [
  {},
  { stream: true },
  { stream: false, store: false, background: true },
  { input: 'hello' },
  { input: [], tools: [], include: [] },
  { instructions: null, tools: null, include: null, metadata: null, user: null, text: null },
  { instructions: '' },
  { instructions: 'be kind', input: [{ type: 'message', role: 'system', content: 'x' }] },
  { reasoning: { effort: 'none', summary: 'detailed', mode: 'pro' } },
  { reasoning: { effort: 'ludicrous' } },
  { reasoning: { effort: 'low', summary: 'detailed' } },
  { reasoning: { summary: 'concise' } },
  { reasoning: {}, text: {} },
  { reasoning: { effort: 'high', summary: null }, include: ['reasoning.encrypted_content'] },
  { include: ['message.output_text.logprobs', 'reasoning.encrypted_content', 'x.y'] },
  { top_logprobs: 0 },
  { top_logprobs: 4, max_output_tokens: 3, temperature: 0, top_p: 0 },
  { text: { format: { type: 'json_schema', name: 'a', schema: {}, strict: null } } },
  { text: { format: { type: 'grammar' }, verbosity: 'low' } },
  { text: { format: { type: 'json_object' }, extra: 1 } },
  { tool_choice: { type: 'function', name: 'f' }, parallel_tool_calls: false },
  { tool_choice: { type: 'custom', name: 'f' } },
  { tool_choice: { type: 'web_search' } },
  {
    tool_choice: {
      type: 'allowed_tools',
      mode: 'auto',
      tools: [
        { type: 'function', name: 'f' },
        { type: 'mcp', server_label: 's' },
      ],
    },
  },
  { user: 'u', safety_identifier: 'u' },
  { user: 'u', safety_identifier: 's' },
  { safety_identifier: 's' },
  { conversation: { id: 'conv_1' }, previous_response_id: 'resp_1' },
  { conversation: 'conv_1', prompt_cache_key: 'k', prompt_cache_retention: '24h' },
  { metadata: { a: 'b' }, service_tier: 'flex', truncation: 'auto', max_tool_calls: 2 },
  { metadata: { a: 1 }, client_metadata: { x: 'y' }, context_management: [{ type: 'compaction' }] },
  { stream_options: { include_obfuscation: false }, prompt_cache_options: { mode: 'explicit' } },
  { ['__proto__']: { polluted: true }, toString: 'x' },
  {
    tools: [
      { type: 'function', name: 'f', parameters: { type: 'object' }, strict: true },
      { type: 'function', name: 'g', parameters: null, description: null, strict: null },
      { type: 'function', name: 'h', defer_loading: true },
      { type: 'custom', name: 'c', description: 'd', format: { type: 'text' } },
      {
        type: 'namespace',
        name: 'ns',
        description: 'a group',
        tools: [
          { type: 'function', name: 'f', parameters: {} },
          { type: 'custom', name: 'k' },
        ],
      },
      { type: 'namespace', name: 'ns', tools: [{ type: 'function', name: 'z' }] },
      { type: 'namespace', name: 'empty', tools: [] },
      { type: 'web_search', filters: null },
      { type: 'mcp', server_label: 's', headers: { a: 'b' } },
    ],
  },
]

describe('one wire', () => {
  const cases = [...items.map((item) => ({ input: [item] })), { input: items }, ...settings]
  test.each(cases.map((body) => [body]))('writes %j as it was', (body) => {
    const whole = { model: 'm', ...body }
    const encoded = codec.encodeRequest(openaiResponses.decodeRequest(whole), target)
    expect(JSON.parse(String(encoded.request.body))).toEqual(JSON.parse(JSON.stringify(whole)))
    expect(encoded.warnings).toEqual([])
  })

  test('writes every output item as it was, whatever its type', () => {
    const output = items.filter(
      ({ type, role }) => type !== null && type !== undefined && role === undefined,
    )
    const body = { id: 'resp_1', object: 'response', model: 'm', status: 'completed', output }
    const completion = decodeResponseObject(body)
    const request = openaiResponses.decodeRequest({ model: 'm', input: 'x' })
    const again = encodeResponseObject(completion, request)
    const withoutIds = (value: unknown) =>
      (value as JsonObject[]).map((item, index) => ({ ...item, id: output[index]?.['id'] }))
    expect(withoutIds(again['output'])).toEqual(withoutIds(output))
  })

  test('a changed setting wins over the kept field', () => {
    const request = openaiResponses.decodeRequest({
      model: 'm',
      input: 'x',
      text: { format: { type: 'json_schema', name: 'a', schema: {}, strict: null } },
      stream: false,
    })
    const changed = { ...request, format: { type: 'json' } as const, stream: true }
    const body: unknown = JSON.parse(String(codec.encodeRequest(changed, target).request.body))
    expect(body).toMatchObject({ text: { format: { type: 'json_object' } }, stream: true })
  })
})
