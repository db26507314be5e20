import { createAnthropic } from '@ai-sdk/anthropic'
import { createGoogle } from '@ai-sdk/google'
import { createOpenAI } from '@ai-sdk/openai'
import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import { generateText, Output, stepCountIs, streamText, tool, type LanguageModel } from 'ai'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'

import { openStage, wires, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
  await stage.simulator.control({
    'sim-plain': { usage: '100,20' },
    'sim-two': { tools: 2 },
    'sim-think': { tools: 1, reasoning: 1 },
    'sim-busy': { fail: '503:1' },
  })
})
afterAll(async () => {
  await stage[Symbol.asyncDispose]()
})

const providers: readonly (readonly [string, (url: string, model: string) => LanguageModel])[] = [
  ['openai', (url, model) => createOpenAI({ baseURL: `${url}/v1`, apiKey: 'k' })(model)],
  ['openai.chat', (url, model) => createOpenAI({ baseURL: `${url}/v1`, apiKey: 'k' }).chat(model)],
  ['anthropic', (url, model) => createAnthropic({ baseURL: `${url}/v1`, apiKey: 'k' })(model)],
  ['google', (url, model) => createGoogle({ baseURL: `${url}/v1beta`, apiKey: 'k' })(model)],
  [
    'openai-compatible',
    (url, model) =>
      createOpenAICompatible({
        baseURL: `${url}/v1`,
        apiKey: 'k',
        name: 'signalbox',
        includeUsage: true,
        supportsStructuredOutputs: true,
      })(model),
  ],
]
const cells = providers.flatMap(([name, make]) => wires.map((wire) => ({ name, make, wire })))

const tools = {
  get_weather: tool({
    description: 'The weather of a city.',
    inputSchema: z.object({ city: z.string() }),
    execute: ({ city }) => Promise.resolve({ city, celsius: 21 }),
  }),
  get_time: tool({
    description: 'The time in a zone.',
    inputSchema: z.object({ zone: z.string() }),
    execute: ({ zone }) => Promise.resolve({ zone, time: '12:00' }),
  }),
}

describe.each(cells)('AI SDK $name, $wire provider', ({ make, wire }) => {
  const model = (name: string) => make(stage.url, `${wire}/${name}`)

  test('generates and streams text with its usage', async () => {
    const whole = await generateText({ model: model('sim-plain'), prompt: 'Hello' })
    expect(whole.text).toContain('DEMO')
    expect(whole.usage).toMatchObject({ inputTokens: 100, outputTokens: 20 })
    const streamed = streamText({ model: model('sim-plain'), prompt: 'Hello' })
    let text = ''
    for await (const piece of streamed.textStream) text += piece
    expect(text).toContain('DEMO')
    expect(await streamed.usage).toMatchObject({ inputTokens: 100, outputTokens: 20 })
  })

  test.each(['sim-two', 'sim-think'])('runs its tool loop to the end with %s', async (name) => {
    const ask = { prompt: 'Weather and time?', tools, stopWhen: stepCountIs(4) }
    const whole = await generateText({ model: model(name), ...ask })
    expect(whole.steps.length).toBe(2)
    expect(whole.steps[0]?.toolResults.length).toBe(name === 'sim-two' ? 2 : 1)
    expect(whole.text).not.toBe('')
    const streamed = streamText({ model: model(name), ...ask })
    await streamed.consumeStream()
    expect((await streamed.steps).length).toBe(2)
  })

  test('gets an object that matches its schema', async () => {
    const { output } = await generateText({
      model: model('sim-plain'),
      prompt: 'A person.',
      output: Output.object({ schema: z.object({ name: z.string(), age: z.number() }) }),
    })
    expect(output).toEqual({ name: expect.any(String), age: expect.any(Number) })
  })
})

// Each waits for the attempts of its request to end: side by side they wait once.
describe.concurrent('AI SDK, a provider that is down', () => {
  test.each(cells)('$name, $wire provider: reports its status', async ({ make, wire }) => {
    const model = make(stage.url, `${wire}/sim-busy`)
    const failing = generateText({ model, prompt: 'Hi', maxRetries: 0 })
    await expect(failing).rejects.toMatchObject({ statusCode: 503 })
  })
})
