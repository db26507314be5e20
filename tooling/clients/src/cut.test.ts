import { anthropic } from '@signalbox/adapters-anthropic'
import { anthropicMessages } from '@signalbox/adapters-anthropic/dialects'
import { bedrock } from '@signalbox/adapters-bedrock'
import { cohere } from '@signalbox/adapters-cohere'
import { google } from '@signalbox/adapters-google'
import { googleGenerate } from '@signalbox/adapters-google/dialects'
import { openai } from '@signalbox/adapters-openai'
import { openaiChat, openaiResponses } from '@signalbox/adapters-openai/dialects'
import { GatewayError, pipeline, Secret, upstream, type Transport } from '@signalbox/core'
import { handler } from '@signalbox/core/web'
import { beforeAll, describe, expect, test } from 'vitest'

import { providerStreams } from './provider-streams.ts'
import { providerWires, wires } from './stage.ts'

const adapters = {
  'openai-chat': openai(),
  'openai-responses': openai(),
  'anthropic-messages': anthropic(),
  'google-generate': google(),
  'bedrock-converse': bedrock({ region: 'r' }),
  'cohere-chat': cohere(),
}
const dialects = [openaiChat, openaiResponses, anthropicMessages, googleGenerate]

/** How a client asks for a stream in each dialect, and what tells it that an answer is complete. */
const asks = {
  'openai-chat': {
    path: '/v1/chat/completions',
    body: {
      model: 'm',
      stream: true,
      stream_options: { include_usage: true },
      messages: [{ role: 'user', content: 'Hi' }],
    },
    complete: (text: string) => text.trimEnd().endsWith('data: [DONE]'),
    failed: (text: string) => text.includes('data: {"error"'),
  },
  'openai-responses': {
    path: '/v1/responses',
    body: { model: 'm', stream: true, input: 'Hi' },
    complete: (text: string) => /event: response\.(?:completed|incomplete)\n/.test(text),
    failed: (text: string) => text.includes('event: error') && text.includes('response.failed'),
  },
  'anthropic-messages': {
    path: '/v1/messages',
    body: {
      model: 'm',
      stream: true,
      max_tokens: 100,
      messages: [{ role: 'user', content: 'Hi' }],
    },
    complete: (text: string) => text.includes('event: message_stop'),
    failed: (text: string) => text.includes('event: error'),
  },
  'google-generate': {
    path: '/v1beta/models/m:streamGenerateContent?alt=sse',
    body: { contents: [{ role: 'user', parts: [{ text: 'Hi' }] }] },
    complete: (text: string) => text.includes('"finishReason"'),
    failed: (text: string) => /data: \{"error"/.test(text),
  },
} as const

type Wire = keyof typeof asks
let streams: ReadonlyMap<string, Uint8Array>
beforeAll(async () => {
  streams = new Map((await providerStreams()).map(({ wire, bytes }) => [wire, bytes]))
})

describe.each(providerWires)('a %s provider', (wire) => {
  // What no client speaks is framed by code of its own, and its decoder is cut everywhere beside it.
  const step = wires.some((own) => own === wire) ? 1 : 29
  test.each(wires)(
    `cut at every ${step === 1 ? '' : `${String(step)}th `}byte never looks complete to a %s client`,
    async (dialect) => {
      const bytes = streams.get(wire) ?? new Uint8Array()
      expect(bytes.length).toBeGreaterThan(500)
      const read = cutReader(wire, dialect)
      let complete = 0
      for (let cut = 0; cut < bytes.length; cut += step) {
        const outcome = await read(bytes.subarray(0, cut))
        if (outcome === 'complete') complete++
        expect(outcome, `cut after ${String(cut)} of ${String(bytes.length)} bytes`).not.toContain(
          'silent',
        )
      }
      expect(await read(bytes)).toBe('complete')
      // Only the last bytes may be missing: the blank line, or the marker behind a finished answer.
      expect(complete).toBeLessThan(bytes.length / 2)
    },
    120_000,
  )
})

type Outcome = 'complete' | 'status' | 'error' | `silent${string}`

/** Reads what a client of a dialect gets from a provider's stream that stops after some bytes. */
function cutReader(
  wire: (typeof providerWires)[number],
  dialect: Wire,
): (bytes: Uint8Array) => Promise<Outcome> {
  const { path, body, complete, failed } = asks[dialect]
  let playing = new Uint8Array()
  const head = ['content-type', typeOf(wire)]
  const transport: Transport = {
    dispatch(_request, to) {
      const bytes = playing
      queueMicrotask(() => {
        to.onHead(200, head)
        if (bytes.length > 0) to.onData(bytes)
        to.onEnd()
      })
      const nothing = () => undefined
      return {
        pause: nothing,
        resume: nothing,
        abort: (reason) => {
          to.onError(GatewayError.from(reason))
        },
      }
    },
  }
  const handle = handler({
    pipeline: pipeline(
      async (context, next) => {
        context.candidates = [{ id: 'x', provider: adapters[wire].provider, model: 'm', wire }]
        await next()
      },
      upstream({
        adapters: [adapters[wire]],
        transport,
        keys: { pick: () => ({ id: 'k', key: new Secret('s') }) },
      }),
    ),
    dialects,
  })
  return async (bytes) => {
    playing = new Uint8Array(bytes)
    const response = await handle(
      new Request(`http://gateway${path}`, { method: 'POST', body: JSON.stringify(body) }),
    )
    if (response.status !== 200) {
      await response.text()
      return response.status >= 400 ? 'status' : 'silent'
    }
    const { text, ended } = await readAll(response)
    if (ended && complete(text) && !failed(text)) return 'complete'
    if (!ended && failed(text)) return 'error'
    return `silent: ended ${String(ended)}, ${text.slice(-300)}`
  }
}

function typeOf(wire: string): string {
  return wire === 'bedrock-converse' ? 'application/vnd.amazon.eventstream' : 'text/event-stream'
}

async function readAll(response: Response): Promise<{ text: string; ended: boolean }> {
  const decoder = new TextDecoder()
  let text = ''
  const reader = response.body?.getReader()
  try {
    for (let step = await reader?.read(); step?.done === false; step = await reader?.read())
      text += decoder.decode(step.value, { stream: true })
    return { text, ended: true }
  } catch {
    return { text, ended: false }
  }
}
