import type { Transport } from '@signalbox/core'
import { createGateway, parseConfig } from '@signalbox/server'
import { expect, describe, test } from 'vitest'

import { wires } from './stage.ts'

/** 2^53 + 1 and twenty digits: no double holds them. */
const args = '{"id":9007199254740993,"deep":[{"ns":12345678901234567890}],"ok":1.5}'
const quoted = JSON.stringify(args)
const tool = { type: 'object', properties: { id: { type: 'integer' } } }
const question = { role: 'user', content: 'Which?' }

interface Grammar {
  readonly path: (model: string, stream: boolean) => string
  /** A conversation with a call of a tool and its result, both with long integers. */
  readonly ask: (model: string, stream: boolean) => string
  readonly answer: string
  readonly events: readonly string[]
}

const chatCall = `{"id":"call_1","type":"function","function":{"name":"find","arguments":${quoted}}}`
const item = `{"type":"function_call","id":"fc_1","call_id":"call_1","name":"find","arguments":${quoted},"status":"completed"}`
const response = `{"id":"resp_1","object":"response","created_at":1,"status":"completed","model":"m","output":[${item}],"usage":{"input_tokens":1,"output_tokens":1,"total_tokens":2}}`
const use = `{"type":"tool_use","id":"call_1","name":"find","input":${args}}`
const gemini = `{"candidates":[{"content":{"role":"model","parts":[{"functionCall":{"name":"find","args":${args}}}]},"finishReason":"STOP","index":0}],"usageMetadata":{"promptTokenCount":1,"candidatesTokenCount":1,"totalTokenCount":2},"responseId":"r"}`
const named = (type: string, rest: string) => `event: ${type}\ndata: {"type":"${type}",${rest}}\n\n`

const grammars: Readonly<Record<(typeof wires)[number], Grammar>> = {
  'openai-chat': {
    path: () => '/v1/chat/completions',
    ask: (model, stream) =>
      `{"model":"${model}","stream":${String(stream)},"messages":[${JSON.stringify(question)},{"role":"assistant","content":null,"tool_calls":[${chatCall}]},{"role":"tool","tool_call_id":"call_1","content":${quoted}}],"tools":[{"type":"function","function":{"name":"find","parameters":${JSON.stringify(tool)}}}]}`,
    answer: `{"id":"c","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":{"role":"assistant","content":null,"tool_calls":[${chatCall}]},"finish_reason":"tool_calls"}],"usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2}}`,
    events: [
      `data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"role":"assistant","tool_calls":[{"index":0,${chatCall.slice(1)}]},"finish_reason":null}]}\n\n`,
      'data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}\n\n',
      'data: [DONE]\n\n',
    ],
  },
  'openai-responses': {
    path: () => '/v1/responses',
    ask: (model, stream) =>
      `{"model":"${model}","stream":${String(stream)},"input":[${JSON.stringify(question)},${item},{"type":"function_call_output","call_id":"call_1","output":${quoted}}],"tools":[{"type":"function","name":"find","parameters":${JSON.stringify(tool)}}]}`,
    answer: response,
    events: [
      named(
        'response.created',
        `"sequence_number":0,"response":{"id":"resp_1","object":"response","created_at":1,"status":"in_progress","model":"m","output":[]}`,
      ),
      named('response.output_item.added', `"sequence_number":1,"output_index":0,"item":${item}`),
      named(
        'response.function_call_arguments.done',
        `"sequence_number":2,"output_index":0,"item_id":"fc_1","arguments":${quoted}`,
      ),
      named('response.output_item.done', `"sequence_number":3,"output_index":0,"item":${item}`),
      named('response.completed', `"sequence_number":4,"response":${response}`),
    ],
  },
  'anthropic-messages': {
    path: () => '/v1/messages',
    ask: (model, stream) =>
      `{"model":"${model}","stream":${String(stream)},"max_tokens":99,"messages":[${JSON.stringify(question)},{"role":"assistant","content":[${use}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"call_1","content":${quoted}}]}],"tools":[{"name":"find","input_schema":${JSON.stringify(tool)}}]}`,
    answer: `{"id":"msg_1","type":"message","role":"assistant","model":"m","content":[${use}],"stop_reason":"tool_use","stop_sequence":null,"usage":{"input_tokens":1,"output_tokens":1}}`,
    events: [
      named(
        'message_start',
        '"message":{"id":"msg_1","type":"message","role":"assistant","model":"m","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":1,"output_tokens":0}}',
      ),
      // Some servers send the whole input at once.
      named('content_block_start', `"index":0,"content_block":${use}`),
      named('content_block_stop', '"index":0'),
      named('message_delta', '"delta":{"stop_reason":"tool_use"},"usage":{"output_tokens":1}'),
      'event: message_stop\ndata: {"type":"message_stop"}\n\n',
    ],
  },
  'google-generate': {
    path: (model, stream) =>
      `/v1beta/models/${model}:${stream ? 'streamGenerateContent?alt=sse' : 'generateContent'}`,
    ask: () =>
      `{"contents":[{"role":"user","parts":[{"text":"Which?"}]},{"role":"model","parts":[{"functionCall":{"name":"find","args":${args}}}]},{"role":"user","parts":[{"functionResponse":{"name":"find","response":${args}}}]}],"tools":[{"functionDeclarations":[{"name":"find","parametersJsonSchema":${JSON.stringify(tool)}}]}]}`,
    answer: gemini,
    events: [`data: ${gemini}\n\n`],
  },
}

async function gatewayTo(wire: (typeof wires)[number], stream: boolean, sections: object = {}) {
  const { answer, events } = grammars[wire]
  const type = stream ? 'text/event-stream' : 'application/json'
  const sent: string[] = []
  const transport: Transport = {
    dispatch({ body = '' }, handler) {
      sent.push(typeof body === 'string' ? body : new TextDecoder().decode(body))
      queueMicrotask(() => {
        handler.onHead(200, ['content-type', type])
        for (const piece of stream ? events : [answer])
          handler.onData(new TextEncoder().encode(piece))
        handler.onEnd()
      })
      return { pause: () => undefined, resume: () => undefined, abort: () => undefined }
    },
  }
  const adapters = {
    'openai-chat': { adapter: 'openai', api: 'chat' },
    'openai-responses': { adapter: 'openai', api: 'responses' },
    'anthropic-messages': { adapter: 'anthropic' },
    'google-generate': { adapter: 'google' },
  }
  const config = await parseConfig({
    ...sections,
    version: 1,
    providers: { p: { ...adapters[wire], apiKey: 'k' } },
    models: { m: { targets: ['p/m'] } },
  })
  const gateway = createGateway(config, { transport })
  return {
    sent,
    ask: async (from: (typeof wires)[number], edit: (body: string) => string = (body) => body) => {
      const { path, ask } = grammars[from]
      const reply = await gateway.fetch(
        new Request(`http://gateway${path('m', stream)}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: edit(ask('m', stream)),
        }),
      )
      const text = await reply.text()
      await gateway.close()
      return text
    },
  }
}

/** The arguments in a text, as a wire writes them: an object, or a text in a text. */
function argumentsIn(text: string): readonly string[] {
  const plain = text.replaceAll('\\"', '"')
  return (
    plain.match(/\{"id":9007199254740993,"deep":\[\{"ns":12345678901234567890\}\],"ok":1\.5\}/g) ??
    []
  )
}

const cells = wires.flatMap((from) =>
  wires.flatMap((to) => [false, true].map((stream) => ({ from, to, stream }))),
)

describe('integers that no double holds', () => {
  test.each(cells)('$from to $to, stream $stream: both ways, digit by digit', async (cell) => {
    const { sent, ask } = await gatewayTo(cell.to, cell.stream)
    const answer = await ask(cell.from)
    expect(argumentsIn(answer)).not.toEqual([])
    expect(argumentsIn(sent.join(''))).toHaveLength(2)
  })

  test.each(wires)('%s to itself, written again under rules on content', async (wire) => {
    const { sent, ask } = await gatewayTo(wire, false, {
      safety: {
        policies: {
          own: {
            input: [{ id: 'mail', detect: 'pii', types: ['EMAIL'], action: { type: 'redact' } }],
          },
        },
        default: 'own',
      },
    })
    const answer = await ask(wire, (body) => body.replace('Which?', 'Which? bob@example.com'))
    expect(argumentsIn(answer)).not.toEqual([])
    expect(sent.join('')).not.toContain('bob@example.com')
    expect(argumentsIn(sent.join(''))).toHaveLength(2)
  })
})
