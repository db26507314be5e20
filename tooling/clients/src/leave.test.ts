import { request } from 'node:http'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { openStage, wires, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
  await stage.simulator.control({
    'sim-silent': { hang: 'headers' },
    'sim-quiet': { hang: 'body' },
    'sim-stuck': { hang: 3, tokens: 50 },
    'sim-reset': { reset: 3, tokens: 50, interval: 10 },
    'sim-reset-early': { reset: 0, tokens: 50 },
  })
})
afterAll(async () => {
  await stage[Symbol.asyncDispose]()
})

const turns = [{ role: 'user', content: 'Talk.' }]
const form = [
  '--x\r\ncontent-disposition: form-data; name="model"\r\n\r\nopenai-chat/MODEL',
  '--x\r\ncontent-disposition: form-data; name="file"; filename="a.wav"\r\n\r\nRIFF',
  '--x--\r\n',
].join('\r\n')

interface Surface {
  readonly name: string
  readonly path: string
  readonly body: string
  readonly type?: string
}

const json = (name: string, path: string, body: object): Surface => ({
  name,
  path,
  body: JSON.stringify(body),
})

/** Every surface, whole and streamed, towards one provider wire each. */
const surfaces: readonly Surface[] = [
  ...wires.flatMap((wire) =>
    [true, false].flatMap((stream) => {
      const model = `${wire}/MODEL`
      const how = `${stream ? 'streamed' : 'whole'}, ${wire}`
      const action = stream ? 'streamGenerateContent?alt=sse' : 'generateContent'
      return [
        json(`chat, ${how}`, '/v1/chat/completions', { model, stream, messages: turns }),
        json(`completions, ${how}`, '/v1/completions', { model, stream, prompt: 'Talk.' }),
        json(`responses, ${how}`, '/v1/responses', { model, stream, input: 'Talk.' }),
        json(`messages, ${how}`, '/v1/messages', {
          model,
          stream,
          max_tokens: 99,
          messages: turns,
        }),
        json(`gemini, ${how}`, `/v1beta/models/${model}:${action}`, {
          contents: [{ role: 'user', parts: [{ text: 'Talk.' }] }],
        }),
      ]
    }),
  ),
  json('embeddings', '/v1/embeddings', { model: 'openai-chat/MODEL', input: 'x' }),
  json('moderations', '/v1/moderations', { model: 'openai-chat/MODEL', input: 'x' }),
  json('images', '/v1/images/generations', { model: 'openai-chat/MODEL', prompt: 'x' }),
  json('speech', '/v1/audio/speech', { model: 'openai-chat/MODEL', input: 'x', voice: 'alloy' }),
  json('input tokens', '/v1/responses/input_tokens', {
    model: 'openai-responses/MODEL',
    input: 'x',
  }),
  json('count tokens', '/v1/messages/count_tokens', {
    model: 'anthropic-messages/MODEL',
    messages: turns,
  }),
  json('gemini embeddings', '/v1beta/models/google-generate/MODEL:embedContent', {
    content: { parts: [{ text: 'x' }] },
  }),
  {
    name: 'transcriptions',
    path: '/v1/audio/transcriptions',
    body: form,
    type: 'multipart/form-data; boundary=x',
  },
]

// The machine is shared: a neighbour may hold the processor for longer than the bound, but not thrice.
describe('a client that leaves', { retry: 2 }, () => {
  test.each(surfaces)('$name: the silent provider is let go within 100 ms', async (surface) => {
    await stage.simulator.clear()
    const call = open(surface, 'sim-silent')
    await until(async () => (await stage.simulator.journal()).length === 1)
    const left = performance.now()
    call.destroy()
    await until(async () => (await stage.simulator.journal())[0]?.aborted === true)
    expect(performance.now() - left).toBeLessThan(100)
  })

  test.each(
    ['sim-quiet', 'sim-stuck'].flatMap((model) =>
      surfaces
        .filter(({ name }) => name.includes('streamed'))
        .map((surface) => ({ ...surface, model })),
    ),
  )('$name, $model: so is one that fell silent in the middle', async ({ model, ...surface }) => {
    await stage.simulator.clear()
    const call = open(surface, model)
    await until(async () => {
      const [entry] = await stage.simulator.journal()
      return entry?.status === 200 && (model === 'sim-quiet' || entry.sentChunks === 3)
    })
    const left = performance.now()
    call.destroy()
    await until(async () => (await stage.simulator.journal())[0]?.aborted === true)
    expect(performance.now() - left).toBeLessThan(100)
  })
})

describe('a provider whose socket breaks', () => {
  test.each(surfaces.filter(({ name }) => name.includes('streamed')))(
    '$name: is told at once, as an error and a cut',
    async (surface) => {
      const { status, text, clean } = await read(surface, 'sim-reset')
      expect({ status, clean }).toEqual({ status: 200, clean: false })
      expect(text).toContain('error')
    },
  )

  test.each(surfaces.filter(({ name }) => name.includes('streamed')))(
    '$name: before any content it is a status',
    async (surface) => {
      const { status, clean } = await read(surface, 'sim-reset-early')
      expect({ status, clean }).toEqual({ status: 502, clean: true })
    },
  )
})

function open(surface: Surface, model: string) {
  const call = request(stage.url + surface.path.replace('MODEL', model), {
    method: 'POST',
    headers: {
      'content-type': surface.type ?? 'application/json',
      'anthropic-version': '2023-06-01',
    },
  })
  call.on('error', () => undefined)
  call.end(surface.body.replace('MODEL', model))
  return call
}

function read(
  surface: Surface,
  model: string,
): Promise<{ status: number; text: string; clean: boolean }> {
  return new Promise((resolve, reject) => {
    const call = open(surface, model)
    call.on('response', (response) => {
      let text = ''
      const { statusCode: status = 0 } = response
      response.setEncoding('utf8').on('data', (piece: string) => (text += piece))
      response.on('error', () => undefined)
      response.on('close', () => {
        resolve({ status, text, clean: response.complete })
      })
    })
    call.on('error', reject)
  })
}

async function until(done: () => Promise<boolean>): Promise<void> {
  const limit = performance.now() + 5000
  while (!(await done())) {
    if (performance.now() > limit) throw new Error('it did not happen')
    await new Promise((resolve) => setImmediate(resolve))
  }
}
