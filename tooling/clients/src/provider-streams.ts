import { simulate } from '@signalbox/simulator'

/** The bytes of a provider's stream, as a provider of our own making sends them. */
export interface ProviderStream {
  readonly wire: string
  readonly bytes: Uint8Array
}

const user = { role: 'user', content: 'Hi' }
const schema = {
  type: 'object',
  properties: { city: { type: 'string' } },
  required: ['city'],
}

/** One stream per wire with reasoning, text and a tool call. */
export async function providerStreams(): Promise<readonly ProviderStream[]> {
  await using fake = await simulate({ port: 0, seed: 3 })
  await fake.control({
    '*': { reasoning: 2, tools: 1, text: 'Zwölf 🥊' },
  })
  const post = async (wire: string, path: string, body: unknown): Promise<ProviderStream> => {
    const response = await fetch(fake.url + path, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: 'Bearer k',
        'x-goog-api-key': 'k',
        'anthropic-version': '2023-06-01',
      },
      body: JSON.stringify(body),
    })
    if (!response.ok) throw new Error(await response.text())
    return { wire, bytes: new Uint8Array(await response.arrayBuffer()) }
  }
  const tool = { name: 'weather', description: 'w' }
  return [
    await post('openai-chat', '/openai/v1/chat/completions', {
      model: 'sim',
      stream: true,
      stream_options: { include_usage: true },
      messages: [user],
      tools: [{ type: 'function', function: { ...tool, parameters: schema } }],
    }),
    await post('openai-responses', '/openai/v1/responses', {
      model: 'sim',
      stream: true,
      input: 'Hi',
      reasoning: { effort: 'low', summary: 'auto' },
      tools: [{ type: 'function', ...tool, strict: false, parameters: schema }],
    }),
    await post('anthropic-messages', '/anthropic/v1/messages', {
      model: 'sim',
      stream: true,
      max_tokens: 2000,
      messages: [user],
      thinking: { type: 'enabled', budget_tokens: 1024 },
      tools: [{ ...tool, input_schema: schema }],
    }),
    await post('google-generate', '/google/v1beta/models/sim:streamGenerateContent?alt=sse', {
      contents: [{ role: 'user', parts: [{ text: 'Hi' }] }],
      tools: [{ functionDeclarations: [{ ...tool, parametersJsonSchema: schema }] }],
    }),
    await post('bedrock-converse', '/bedrock/model/sim/converse-stream', {
      messages: [{ role: 'user', content: [{ text: 'Hi' }] }],
      toolConfig: { tools: [{ toolSpec: { ...tool, inputSchema: { json: schema } } }] },
    }),
    await post('cohere-chat', '/cohere/v2/chat', {
      model: 'sim',
      stream: true,
      messages: [user],
      tools: [{ type: 'function', function: { ...tool, parameters: schema } }],
    }),
  ]
}
