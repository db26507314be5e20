import OpenAI from 'openai'

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

type Params = OpenAI.ChatCompletionCreateParamsNonStreaming

/** The stream helper adds `parsed` fields, which the API itself would refuse as input. */
function asInput(message: OpenAI.ChatCompletionMessage): OpenAI.ChatCompletionMessageParam {
  return JSON.parse(
    JSON.stringify(message, (key, value: unknown) =>
      key === 'parsed' || key === 'parsed_arguments' ? undefined : value,
    ),
  ) as OpenAI.ChatCompletionMessageParam
}

/** Chat Completions through the `openai` package. */
export function openaiChatDriver(url: string): Driver {
  const client = new OpenAI({ apiKey: 'sb-test', baseURL: `${url}/v1`, maxRetries: 0 })
  const tools = [weather, clock].map((tool) => ({ type: 'function' as const, function: tool }))

  async function turn(params: Params, stream: boolean): Promise<OpenAI.ChatCompletion> {
    return stream
      ? client.chat.completions.stream({ ...params, stream: true }).finalChatCompletion()
      : client.chat.completions.create(params)
  }

  async function loop(model: string, stream: boolean, extra: Partial<Params>) {
    const messages: OpenAI.ChatCompletionMessageParam[] = [
      { role: 'system', content: 'Use the tools.' },
      { role: 'user', content: 'How is the weather in Paris, and what time is it?' },
    ]
    const calls: { name: string; arguments: unknown }[][] = []
    let reasoned = false
    for (let i = 0; i < maxTurns; i++) {
      const answer = await turn({ model, messages, tools, ...extra }, stream)
      const message = answer.choices[0]?.message
      if (message === undefined) throw new Error('no choice')
      if ('reasoning_content' in message || 'reasoning_details' in message) reasoned = true
      if (message.tool_calls === undefined || message.tool_calls.length === 0)
        return { calls, text: message.content ?? '', reasoned }
      messages.push(asInput(message))
      const made: { name: string; arguments: unknown }[] = []
      for (const call of message.tool_calls) {
        if (call.type !== 'function') throw new Error(`unexpected call of type ${call.type}`)
        made.push({
          name: call.function.name,
          arguments: JSON.parse(call.function.arguments) as unknown,
        })
        messages.push({ role: 'tool', tool_call_id: call.id, content: runTool(call.function.name) })
      }
      calls.push(made)
    }
    throw new Error('the loop did not end')
  }

  const answerOf = (answer: OpenAI.ChatCompletion): Answer => ({
    text: answer.choices[0]?.message.content ?? '',
    finish: answer.choices[0]?.finish_reason,
    inputTokens: answer.usage?.prompt_tokens,
    outputTokens: answer.usage?.completion_tokens,
  })
  const ask = (model: string, extra: Partial<Params> = {}) =>
    client.chat.completions.create({
      model,
      messages: [{ role: 'user', content: 'Say hello.' }],
      ...extra,
    })

  return {
    name: 'openai (chat)',
    wire: 'openai-chat',
    plain: async (model) => answerOf(await ask(model)),
    async streamed(model) {
      const stream = client.chat.completions.stream({
        model,
        messages: [{ role: 'user', content: 'Say hello.' }],
        stream_options: { include_usage: true },
      })
      let chunks = 0
      for await (const chunk of stream) if (chunk.choices[0]?.delta.content) chunks++
      return { ...answerOf(await stream.finalChatCompletion()), chunks }
    },
    toolLoop: (model, stream) => loop(model, stream, {}),
    reasoningLoop: (model, stream) => loop(model, stream, { reasoning_effort: 'medium' }),
    async schema(model) {
      const answer = await ask(model, {
        response_format: {
          type: 'json_schema',
          json_schema: { name: 'person', schema: personSchema, strict: true },
        },
      })
      return JSON.parse(answer.choices[0]?.message.content ?? '') as unknown
    },
    image: async (model) =>
      answerOf(
        await ask(model, {
          messages: [
            {
              role: 'user',
              content: [
                { type: 'text', text: 'What is this?' },
                { type: 'image_url', image_url: { url: `data:image/png;base64,${pixel}` } },
              ],
            },
          ],
        }),
      ),
    stop: async (model) => answerOf(await ask(model, { stop: ['STOP'] })),
    failure: (model, stream) =>
      failureOf(turn({ model, messages: [{ role: 'user', content: 'Hi' }] }, stream)),
    async leave(model) {
      const stream = await client.chat.completions.create({
        model,
        messages: [{ role: 'user', content: 'Talk.' }],
        stream: true,
      })
      for await (const chunk of stream) if (chunk.choices[0]?.delta.content) break
      stream.controller.abort()
    },
  }
}
