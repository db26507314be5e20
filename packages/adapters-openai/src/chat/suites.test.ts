import { existsSync, globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import type { JsonObject } from '@signalbox/core'
import { loadRecordings, adapterSuite, dialectSuite, type Recording } from '@signalbox/testing'

import { compatible, compatibleRows } from '../compatible.ts'
import { openaiChat } from '../dialects/chat.ts'
import { openai } from '../openai.ts'

const folder = new URL('../../../../../shared/fixtures/recordings', import.meta.url)
const found = loadRecordings(folder, ({ api }) => api === 'chat')
const recordings = { ...found, list: [...found.list, ...answersOnly(fileURLToPath(folder))] }
const dialects = [openaiChat]

/** Some exchanges were kept without their request, their streams chunk by chunk without the marker. */
function answersOnly(cwd: string): readonly Recording[] {
  if (!existsSync(cwd)) return []
  const kept = globSync('*/chat/*.json', { cwd }).toSorted()
  return kept.flatMap((file) => {
    const one = JSON.parse(readFileSync(`${cwd}/${file}`, 'utf8')) as Omit<Recording, 'request'>
    if ('request' in one) return []
    const sse = one.sse === undefined ? {} : { sse: `${one.sse}data: [DONE]\n\n` }
    return [
      {
        ...one,
        ...sse,
        file,
        request: { method: 'POST', url: 'http://provider.test/v1/chat/completions' },
      },
    ]
  })
}

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
    exceptions: {
      'xai/chat/0001.json reply round trip': 'clients read reasoning inside the completion tokens',
    },
    target:
      compatibleRows.get(name)?.baseUrl === undefined ? { baseUrl: 'http://host.test/v1' } : {},
  })

dialectSuite({ dialect: openaiChat, recordings, codec: openai().chat?.[0] })
