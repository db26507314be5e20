import {
  GoogleGenAI,
  type Content,
  type GenerateContentConfig,
  type GenerateContentResponse,
  type Part,
} from '@google/genai'

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

/** generateContent through `@google/genai`. */
export function googleDriver(url: string): Driver {
  const client = new GoogleGenAI({ apiKey: 'sb-test', httpOptions: { baseUrl: url } })
  const tools = [
    {
      functionDeclarations: [weather, clock].map(({ parameters, ...tool }) => ({
        ...tool,
        parametersJsonSchema: parameters,
      })),
    },
  ]

  /** The parts of a turn as the model made them, streamed or not. */
  async function turn(
    model: string,
    contents: Content[],
    config: GenerateContentConfig,
    stream: boolean,
  ): Promise<Part[]> {
    if (!stream) {
      const answer = await client.models.generateContent({ model, contents, config })
      return answer.candidates?.[0]?.content?.parts ?? []
    }
    const parts: Part[] = []
    for await (const chunk of await client.models.generateContentStream({
      model,
      contents,
      config,
    }))
      parts.push(...(chunk.candidates?.[0]?.content?.parts ?? []))
    return parts
  }

  async function loop(model: string, stream: boolean, extra: GenerateContentConfig) {
    const contents: Content[] = [
      { role: 'user', parts: [{ text: 'How is the weather in Paris, and what time is it?' }] },
    ]
    const config = { systemInstruction: 'Use the tools.', tools, ...extra }
    const calls: { name: string; arguments: unknown }[][] = []
    let reasoned = false
    for (let i = 0; i < maxTurns; i++) {
      const parts = await turn(model, contents, config, stream)
      if (parts.some((part) => part.thought === true || part.thoughtSignature !== undefined))
        reasoned = true
      contents.push({ role: 'model', parts })
      const made = parts.flatMap((part) =>
        part.functionCall === undefined ? [] : [part.functionCall],
      )
      if (made.length === 0) {
        const text = parts.map((part) => (part.thought === true ? '' : (part.text ?? ''))).join('')
        return { calls, text, reasoned }
      }
      calls.push(made.map(({ name = '', args }) => ({ name, arguments: args })))
      contents.push({
        role: 'user',
        parts: made.map(({ id, name = '' }) => ({
          functionResponse: {
            ...(id === undefined ? {} : { id }),
            name,
            response: JSON.parse(runTool(name)) as Record<string, unknown>,
          },
        })),
      })
    }
    throw new Error('the loop did not end')
  }

  const ask = (
    model: string,
    config: GenerateContentConfig = {},
    parts: Part[] = [{ text: 'Say hello.' }],
  ) => client.models.generateContent({ model, contents: [{ role: 'user', parts }], config })

  return {
    name: '@google/genai',
    wire: 'google-generate',
    plain: async (model) => answerOf(await ask(model)),
    async streamed(model) {
      let chunks = 0
      let text = ''
      let last: GenerateContentResponse | undefined
      const stream = await client.models.generateContentStream({ model, contents: 'Say hello.' })
      for await (const chunk of stream) {
        if (chunk.text) chunks++
        text += chunk.text ?? ''
        last = chunk
      }
      if (last === undefined) throw new Error('no chunk came')
      return { ...answerOf(last), text, chunks }
    },
    toolLoop: (model, stream) => loop(model, stream, {}),
    reasoningLoop: (model, stream) =>
      loop(model, stream, { thinkingConfig: { includeThoughts: true, thinkingBudget: 1024 } }),
    async schema(model) {
      const answer = await ask(model, {
        responseMimeType: 'application/json',
        responseJsonSchema: personSchema,
      })
      return JSON.parse(answer.text ?? '') as unknown
    },
    image: async (model) =>
      answerOf(
        await ask(model, {}, [
          { inlineData: { mimeType: 'image/png', data: pixel } },
          { text: 'What is this?' },
        ]),
      ),
    stop: async (model) => answerOf(await ask(model, { stopSequences: ['STOP'] })),
    failure: (model, stream) =>
      failureOf(turn(model, [{ role: 'user', parts: [{ text: 'Hi' }] }], {}, stream)),
    async leave(model) {
      const leave = new AbortController()
      const stream = await client.models.generateContentStream({
        model,
        contents: 'Talk.',
        config: { abortSignal: leave.signal },
      })
      for await (const chunk of stream) if (chunk.text) break
      leave.abort()
    },
  }
}

function answerOf(answer: GenerateContentResponse): Answer {
  return {
    text: answer.text ?? '',
    finish: answer.candidates?.[0]?.finishReason,
    inputTokens: answer.usageMetadata?.promptTokenCount,
    outputTokens: answer.usageMetadata?.candidatesTokenCount,
  }
}
