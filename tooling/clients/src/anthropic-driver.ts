import Anthropic from '@anthropic-ai/sdk'

import {
  clock,
  maxTurns,
  personSchema,
  pixel,
  runTool,
  weather,
  type Answer,
  type Driver,
} from './driver.ts'
import { failureOf } from './failure.ts'

type Params = Anthropic.MessageCreateParamsNonStreaming

/** Messages through `@anthropic-ai/sdk`. */
export function anthropicDriver(url: string): Driver {
  const client = new Anthropic({ apiKey: 'sb-test', baseURL: url, maxRetries: 0 })
  const tools = [weather, clock].map(({ parameters, ...tool }) => ({
    ...tool,
    input_schema: parameters as unknown as Anthropic.Tool.InputSchema,
  }))

  async function turn(params: Params, stream: boolean): Promise<Anthropic.Message> {
    return stream ? client.messages.stream(params).finalMessage() : client.messages.create(params)
  }

  async function loop(model: string, stream: boolean, extra: Partial<Params>) {
    const messages: Anthropic.MessageParam[] = [
      { role: 'user', content: 'How is the weather in Paris, and what time is it?' },
    ]
    const calls: { name: string; arguments: unknown }[][] = []
    let reasoned = false
    for (let i = 0; i < maxTurns; i++) {
      const answer = await turn(
        { model, max_tokens: 4096, system: 'Use the tools.', messages, tools, ...extra },
        stream,
      )
      const made: { name: string; arguments: unknown }[] = []
      const results: Anthropic.ToolResultBlockParam[] = []
      messages.push({ role: 'assistant', content: answer.content })
      for (const block of answer.content) {
        if (block.type === 'thinking' || block.type === 'redacted_thinking') reasoned = true
        if (block.type !== 'tool_use') continue
        made.push({ name: block.name, arguments: block.input })
        results.push({ type: 'tool_result', tool_use_id: block.id, content: runTool(block.name) })
      }
      if (made.length === 0) return { calls, text: textOf(answer), reasoned }
      calls.push(made)
      messages.push({ role: 'user', content: results })
    }
    throw new Error('the loop did not end')
  }

  const ask = (model: string, extra: Partial<Params> = {}) =>
    client.messages.create({
      model,
      max_tokens: 1024,
      messages: [{ role: 'user', content: 'Say hello.' }],
      ...extra,
    })

  return {
    name: '@anthropic-ai/sdk',
    wire: 'anthropic-messages',
    plain: async (model) => answerOf(await ask(model)),
    async streamed(model) {
      const stream = client.messages.stream({
        model,
        max_tokens: 1024,
        messages: [{ role: 'user', content: 'Say hello.' }],
      })
      let chunks = 0
      stream.on('text', () => chunks++)
      return { ...answerOf(await stream.finalMessage()), chunks }
    },
    toolLoop: (model, stream) => loop(model, stream, {}),
    reasoningLoop: (model, stream) =>
      loop(model, stream, { thinking: { type: 'enabled', budget_tokens: 1024 } }),
    async schema(model) {
      const answer = await ask(model, {
        output_config: { format: { type: 'json_schema', schema: personSchema } },
      })
      return JSON.parse(textOf(answer)) as unknown
    },
    image: async (model) =>
      answerOf(
        await ask(model, {
          messages: [
            {
              role: 'user',
              content: [
                {
                  type: 'image',
                  source: { type: 'base64', media_type: 'image/png', data: pixel },
                },
                { type: 'text', text: 'What is this?' },
              ],
            },
          ],
        }),
      ),
    stop: async (model) => answerOf(await ask(model, { stop_sequences: ['STOP'] })),
    failure: (model, stream) =>
      failureOf(
        turn({ model, max_tokens: 100, messages: [{ role: 'user', content: 'Hi' }] }, stream),
      ),
    async leave(model) {
      const stream = client.messages.stream({
        model,
        max_tokens: 1024,
        messages: [{ role: 'user', content: 'Talk.' }],
      })
      for await (const event of stream) if (event.type === 'content_block_delta') break
      stream.abort()
    },
  }
}

function textOf(answer: Anthropic.Message): string {
  return answer.content.map((block) => (block.type === 'text' ? block.text : '')).join('')
}

function answerOf(answer: Anthropic.Message): Answer {
  return {
    text: textOf(answer),
    finish: answer.stop_reason ?? undefined,
    inputTokens: answer.usage.input_tokens,
    outputTokens: answer.usage.output_tokens,
  }
}
