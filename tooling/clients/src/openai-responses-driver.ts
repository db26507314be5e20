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

type Params = OpenAI.Responses.ResponseCreateParamsNonStreaming

/** The stream helper adds `parsed_arguments`, which the API itself would refuse as input. */
function asInput(item: OpenAI.Responses.ResponseOutputItem): OpenAI.Responses.ResponseInputItem {
  const { parsed_arguments: _, ...rest } = item as typeof item & { parsed_arguments?: unknown }
  return rest as OpenAI.Responses.ResponseInputItem
}

/** Responses through the `openai` package. */
export function openaiResponsesDriver(url: string): Driver {
  const client = new OpenAI({ apiKey: 'sb-test', baseURL: `${url}/v1`, maxRetries: 0 })
  const tools = [weather, clock].map((tool) => ({
    type: 'function' as const,
    strict: true,
    ...tool,
  }))

  async function turn(params: Params, stream: boolean): Promise<OpenAI.Responses.Response> {
    return stream
      ? client.responses.stream({ ...params, stream: true }).finalResponse()
      : client.responses.create(params)
  }

  async function loop(model: string, stream: boolean, extra: Partial<Params>) {
    const input: OpenAI.Responses.ResponseInputItem[] = [
      { role: 'user', content: 'How is the weather in Paris, and what time is it?' },
    ]
    const calls: { name: string; arguments: unknown }[][] = []
    let reasoned = false
    for (let i = 0; i < maxTurns; i++) {
      const params: Params = { model, instructions: 'Use the tools.', input, tools, ...extra }
      const answer = await turn(params, stream)
      const made: { name: string; arguments: unknown }[] = []
      input.push(...answer.output.map(asInput))
      for (const item of answer.output) {
        if (item.type === 'reasoning') reasoned = true
        if (item.type !== 'function_call') continue
        made.push({ name: item.name, arguments: JSON.parse(item.arguments) as unknown })
        input.push({
          type: 'function_call_output',
          call_id: item.call_id,
          output: runTool(item.name),
        })
      }
      if (made.length === 0) return { calls, text: answer.output_text, reasoned }
      calls.push(made)
    }
    throw new Error('the loop did not end')
  }

  const answerOf = (answer: OpenAI.Responses.Response): Answer => ({
    text: answer.output_text,
    finish: answer.status,
    inputTokens: answer.usage?.input_tokens,
    outputTokens: answer.usage?.output_tokens,
  })
  const ask = (model: string, extra: Partial<Params> = {}) =>
    client.responses.create({ model, input: 'Say hello.', ...extra })

  return {
    name: 'openai (responses)',
    wire: 'openai-responses',
    plain: async (model) => answerOf(await ask(model)),
    async streamed(model) {
      const stream = client.responses.stream({ model, input: 'Say hello.' })
      let chunks = 0
      for await (const event of stream) if (event.type === 'response.output_text.delta') chunks++
      return { ...answerOf(await stream.finalResponse()), chunks }
    },
    toolLoop: (model, stream) => loop(model, stream, {}),
    reasoningLoop: (model, stream) =>
      loop(model, stream, {
        store: false,
        include: ['reasoning.encrypted_content'],
        reasoning: { effort: 'medium', summary: 'auto' },
      }),
    async schema(model) {
      const answer = await ask(model, {
        text: {
          format: { type: 'json_schema', name: 'person', schema: personSchema, strict: true },
        },
      })
      return JSON.parse(answer.output_text) as unknown
    },
    image: async (model) =>
      answerOf(
        await ask(model, {
          input: [
            {
              role: 'user',
              content: [
                { type: 'input_text', text: 'What is this?' },
                {
                  type: 'input_image',
                  detail: 'auto',
                  image_url: `data:image/png;base64,${pixel}`,
                },
              ],
            },
          ],
        }),
      ),
    // Responses has no stop sequences: a client of this dialect limits the length instead.
    stop: async (model) => answerOf(await ask(model, { max_output_tokens: 16 })),
    failure: (model, stream) => failureOf(turn({ model, input: 'Hi' }, stream)),
    async leave(model) {
      const stream = await client.responses.create({ model, input: 'Talk.', stream: true })
      for await (const event of stream) if (event.type === 'response.output_text.delta') break
      stream.controller.abort()
    },
  }
}
