import Anthropic from '@anthropic-ai/sdk'
import { GoogleGenAI } from '@google/genai'
import { anthropicMessages } from '@signalbox/adapters-anthropic/dialects'
import { googleGenerate } from '@signalbox/adapters-google/dialects'
import { openaiChat, openaiResponses } from '@signalbox/adapters-openai/dialects'
import type { ChatDialect, ChatRequest, StreamEvent } from '@signalbox/core'
import OpenAI from 'openai'

/** A dialect and its official client reading one stream text to the end. */
export interface Acceptance {
  readonly dialect: ChatDialect
  /** The text the client put together; rejects when it did not accept the stream. */
  readonly read: (text: string) => Promise<string>
}

const ask = [{ role: 'user' as const, content: 'Hi' }]

/** Each dialect with the newest client of its vendor. */
export const acceptances: readonly Acceptance[] = [
  {
    dialect: openaiChat,
    async read(text) {
      const client = new OpenAI({ apiKey: 'k', maxRetries: 0, fetch: answering(text) })
      const stream = client.chat.completions.stream({ model: 'm', messages: ask })
      const completion = await stream.finalChatCompletion()
      return completion.choices.map(({ message }) => message.content ?? '').join('')
    },
  },
  {
    dialect: openaiResponses,
    async read(text) {
      const client = new OpenAI({ apiKey: 'k', maxRetries: 0, fetch: answering(text) })
      return (await client.responses.stream({ model: 'm', input: 'Hi' }).finalResponse())
        .output_text
    },
  },
  {
    dialect: anthropicMessages,
    async read(text) {
      const client = new Anthropic({ apiKey: 'k', maxRetries: 0, fetch: answering(text) })
      const stream = client.messages.stream({ model: 'm', max_tokens: 9, messages: ask })
      const message = await stream.finalMessage()
      return message.content.map((block) => (block.type === 'text' ? block.text : '')).join('')
    },
  },
  {
    dialect: googleGenerate,
    async read(text) {
      const before = globalThis.fetch
      // The client takes no fetch of its own, so the global one stands in while it reads.
      globalThis.fetch = answering(text)
      try {
        const client = new GoogleGenAI({ apiKey: 'k' })
        let out = ''
        for await (const chunk of await client.models.generateContentStream({
          model: 'm',
          contents: 'Hi',
        }))
          for (const part of chunk.candidates?.[0]?.content?.parts ?? [])
            if (part.thought !== true) out += part.text ?? ''
        return out
      } finally {
        globalThis.fetch = before
      }
    },
  },
]

/** The text a dialect makes of events; an error event ends it as the door would. */
export function encodeStream(dialect: ChatDialect, events: readonly StreamEvent[]): string {
  const request: ChatRequest = {
    operation: 'chat',
    model: 'm',
    messages: [],
    stream: true,
    streamUsage: true,
    ...(dialect.name === 'google-generate' ? { extensions: {} } : {}),
  }
  const encoder = dialect.encodeStream(request)
  let text = ''
  for (const event of events) {
    if (event.type === 'error') return text + encoder.end(event.error)
    text += encoder.push(event)
  }
  return text + encoder.end()
}

function answering(text: string): typeof fetch {
  return () =>
    Promise.resolve(new Response(text, { headers: { 'content-type': 'text/event-stream' } }))
}
