import { HumanMessage, ToolMessage, type BaseMessage } from '@langchain/core/messages'
import { tool } from '@langchain/core/tools'
import { ChatOpenAI, OpenAIEmbeddings } from '@langchain/openai'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'

import { openStage, wires, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
  await stage.simulator.control({ 'sim-plain': { usage: '100,20' }, 'sim-two': { tools: 2 } })
})
afterAll(async () => {
  await stage[Symbol.asyncDispose]()
})

const weather = tool(({ city }) => `It is 21 degrees in ${city}.`, {
  name: 'get_weather',
  description: 'The weather of a city.',
  schema: z.object({ city: z.string() }),
})
const time = tool(({ zone }) => `It is noon in ${zone}.`, {
  name: 'get_time',
  description: 'The time in a zone.',
  schema: z.object({ zone: z.string() }),
})

describe.each(wires)('LangChain’s ChatOpenAI, %s provider', (wire) => {
  const make = (name: string) =>
    new ChatOpenAI({
      model: `${wire}/${name}`,
      apiKey: 'k',
      maxRetries: 0,
      configuration: { baseURL: `${stage.url}/v1` },
    })

  test('invokes and streams', async () => {
    const answer = await make('sim-plain').invoke('Hello')
    expect(answer.text).toContain('DEMO')
    expect(answer.usage_metadata).toMatchObject({ input_tokens: 100, output_tokens: 20 })
    let text = ''
    for await (const chunk of await make('sim-plain').stream('Hello')) text += chunk.text
    expect(text).toContain('DEMO')
  })

  test('runs a tool loop with parallel calls', async () => {
    const model = make('sim-two').bindTools([weather, time])
    const messages: BaseMessage[] = [new HumanMessage('Weather and time?')]
    const first = await model.invoke(messages)
    expect(first.tool_calls?.map(({ name }) => name)).toEqual(['get_weather', 'get_time'])
    messages.push(first)
    for (const call of first.tool_calls ?? [])
      messages.push(new ToolMessage({ tool_call_id: call.id ?? '', content: 'noted' }))
    expect((await model.invoke(messages)).text).not.toBe('')
  })

  test('gets structured output', async () => {
    const schema = z.object({ name: z.string(), age: z.number() })
    const answer = await make('sim-plain').withStructuredOutput(schema).invoke('A person.')
    expect(answer).toEqual({ name: expect.any(String), age: expect.any(Number) })
  })
})

test('OpenAIEmbeddings gets the same vectors from every provider that embeds', async () => {
  for (const model of [
    'openai-chat/text-embedding-3-small',
    'google-generate/gemini-embedding-001',
  ]) {
    const embeddings = new OpenAIEmbeddings({
      model,
      apiKey: 'k',
      maxRetries: 0,
      configuration: { baseURL: `${stage.url}/v1` },
    })
    const vectors = await embeddings.embedDocuments(['one', 'two'])
    expect(vectors).toHaveLength(2)
    expect(vectors[0]?.length).toBeGreaterThan(1)
    expect(vectors[0]?.every((value) => Number.isFinite(value))).toBe(true)
  }
})
