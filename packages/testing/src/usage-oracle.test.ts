import type { JsonObject } from '@signalbox/core'
import { expect, test } from 'vitest'

import { reportedUsage, type ReportedUsage, summed } from './usage-oracle.ts'

type Row = readonly [string, string, readonly JsonObject[], ReportedUsage]

const chat = (usage: JsonObject): readonly JsonObject[] => [{ usage }]

const rows: readonly Row[] = [
  [
    'cached tokens inside the input',
    'openai-chat',
    chat({ prompt_tokens: 10, completion_tokens: 5, prompt_tokens_details: { cached_tokens: 4 } }),
    { input: 10, output: 5, cacheRead: 4 },
  ],
  [
    'cached tokens larger than the input',
    'openai-chat',
    chat({ prompt_tokens: 10, completion_tokens: 5, prompt_tokens_details: { cached_tokens: 40 } }),
    { input: 50, output: 5, cacheRead: 40 },
  ],
  [
    'reasoning outside the output',
    'openai-chat',
    chat({
      prompt_tokens: 10,
      completion_tokens: 5,
      total_tokens: 22,
      completion_tokens_details: { reasoning_tokens: 7 },
    }),
    { input: 10, output: 12, cacheRead: 0 },
  ],
  [
    'reasoning inside the output',
    'openai-chat',
    chat({
      prompt_tokens: 10,
      completion_tokens: 9,
      total_tokens: 19,
      completion_tokens_details: { reasoning_tokens: 7 },
    }),
    { input: 10, output: 9, cacheRead: 0 },
  ],
  [
    'the last usage of a stream',
    'openai-chat',
    [
      { usage: { prompt_tokens: 1, completion_tokens: 1 } },
      { usage: null },
      { x_groq: { usage: { prompt_tokens: 3, completion_tokens: 2 } } },
    ],
    { input: 3, output: 2, cacheRead: 0 },
  ],
  [
    'usage inside the response',
    'openai-responses',
    [{ response: { usage: { input_tokens: 3, output_tokens: 2 } } }],
    { input: 3, output: 2, cacheRead: 0 },
  ],
  [
    'cache beside the input, deltas over the start',
    'anthropic-messages',
    [
      { message: { usage: { input_tokens: 3, cache_read_input_tokens: 20, output_tokens: 1 } } },
      { usage: { output_tokens: 9, cache_creation_input_tokens: 100 } },
    ],
    { input: 123, output: 9, cacheRead: 20 },
  ],
  [
    'thoughts and tool prompts apart',
    'google-generate',
    [
      {
        usageMetadata: {
          promptTokenCount: 10,
          toolUsePromptTokenCount: 3,
          candidatesTokenCount: 4,
          thoughtsTokenCount: 5,
          cachedContentTokenCount: 6,
        },
      },
    ],
    { input: 13, output: 9, cacheRead: 6 },
  ],
  [
    'cache beside the input',
    'bedrock-converse',
    [
      {
        usage: {
          inputTokens: 1,
          outputTokens: 2,
          cacheReadInputTokens: 3,
          cacheWriteInputTokens: 4,
        },
      },
    ],
    { input: 8, output: 2, cacheRead: 3 },
  ],
  [
    'the last line',
    'ollama-chat',
    [{ done: false }, { done: true, prompt_eval_count: 7, eval_count: 2 }],
    { input: 7, output: 2, cacheRead: 0 },
  ],
  [
    'tokens, not billed units',
    'cohere-chat',
    [
      {
        usage: { billed_units: { input_tokens: 1 }, tokens: { input_tokens: 7, output_tokens: 2 } },
      },
    ],
    { input: 7, output: 2, cacheRead: 0 },
  ],
]

test.each(rows)('%s (%s)', (_, wire, objects, expected) => {
  expect(reportedUsage(wire, objects)).toStrictEqual(expected)
})

test('knows nothing where nothing was reported', () => {
  expect(reportedUsage('openai-chat', [{}, { usage: null }])).toBeUndefined()
  expect(
    reportedUsage('google-generate', [{ usageMetadata: { trafficType: 'X' } }]),
  ).toBeUndefined()
})

test('sums every bucket once', () => {
  const input = {
    uncached: 1,
    cacheRead: 10,
    cacheWrite5m: 100,
    cacheWrite1h: 1000,
    cacheWriteOther: 10_000,
    toolUse: 100_000,
  }
  expect(summed({ input, output: { text: 1, reasoning: 2 } })).toStrictEqual({
    input: 111_111,
    output: 3,
    cacheRead: 10,
  })
})
