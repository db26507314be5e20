import type { JsonObject } from '@signalbox/core'
import { loadRecordings, adapterSuite, dialectSuite } from '@signalbox/testing'

import { compatible, compatibleRows } from '../compatible.ts'
import { openaiChat } from '../dialects/chat.ts'
import { openai } from '../openai.ts'

const folder = new URL('../../../../../shared/fixtures/recordings', import.meta.url)
const recordings = loadRecordings(folder, ({ api }) => api === 'chat')
const dialects = [openaiChat]

/** Providers that are recorded, and the row they are spoken to with. */
const recorded: Readonly<Record<string, string>> = {
  dashscope: 'qwen',
  databricks: 'openai-compatible',
  moonshotai: 'openai-compatible',
  snowflake: 'openai-compatible',
  zai: 'openai-compatible',
}

/** Answers of other providers come back in OpenAI's form: only what clients read is compared. */
function readable(body: JsonObject): JsonObject {
  const choices = (body['choices'] ?? []) as unknown as readonly { message: JsonObject }[]
  const messages = choices.map(({ message }) => ({
    content: message['content'] === '' ? null : message['content'],
    calls: ((message['tool_calls'] ?? []) as unknown as readonly JsonObject[]).map(
      ({ id, function: call }) => ({ id, call }),
    ),
  }))
  return { id: body['id'], model: body['model'], usage: body['usage'], messages }
}

adapterSuite({
  adapter: openai({ api: 'chat' }),
  recordings,
  dialects,
  filter: ({ provider }) => provider === 'openai' || provider === 'azure',
})

for (const name of compatibleRows.keys())
  adapterSuite({
    adapter: compatible(name),
    recordings,
    dialects,
    filter: ({ provider }) => (recorded[provider] ?? provider) === name,
    repairs: () => true,
    normalizeReply: readable,
    target:
      compatibleRows.get(name)?.baseUrl === undefined ? { baseUrl: 'http://host.test/v1' } : {},
  })

dialectSuite({ dialect: openaiChat, recordings, codec: openai().chat?.[0] })
