import { request } from 'node:http'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { openStage, providerWires, wires, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
  await stage.simulator.control({
    'sim-status': { fail: '503:1' },
    'sim-hung-up': { reset: 0, tokens: 20 },
    'sim-lifecycle': { inband: 0, tokens: 20 },
    'sim-lifecycle-cut': { cut: 0, tokens: 20 },
    'sim-content': { inband: 3, tokens: 20, interval: 2 },
    'sim-content-cut': { cut: 3, tokens: 20, interval: 2 },
    'sim-tool-cut': { cut: 1, tools: 1, interval: 5 },
    'sim-spare': { text: 'The spare answers.' },
  })
})
afterAll(async () => {
  await stage[Symbol.asyncDispose]()
})

const turns = [{ role: 'user', content: 'Talk.' }]
const schema = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] }
const spare = 'anthropic-messages/sim-spare'

interface Ask {
  readonly path: (model: string) => string
  readonly body: (model: string) => object
  readonly failed: RegExp
  readonly complete: RegExp
}

const asks: Readonly<Record<(typeof wires)[number], Ask>> = {
  'openai-chat': {
    path: () => '/v1/chat/completions',
    body: (model) => ({
      model,
      stream: true,
      messages: turns,
      tools: [{ type: 'function', function: { name: 'f', parameters: schema } }],
    }),
    failed: /data: \{"error":/,
    complete: /data: \[DONE\]/,
  },
  'openai-responses': {
    path: () => '/v1/responses',
    body: (model) => ({
      model,
      stream: true,
      input: 'Talk.',
      tools: [{ type: 'function', name: 'f', parameters: schema, strict: false }],
    }),
    failed: /event: error\n[^]*event: response\.failed\n/,
    complete: /event: response\.completed\n/,
  },
  'anthropic-messages': {
    path: () => '/v1/messages',
    body: (model) => ({
      model,
      stream: true,
      max_tokens: 500,
      messages: turns,
      tools: [{ name: 'f', input_schema: schema }],
    }),
    failed: /event: error\n/,
    complete: /event: message_stop\n/,
  },
  'google-generate': {
    path: (model) => `/v1beta/models/${model}:streamGenerateContent?alt=sse`,
    body: () => ({
      contents: [{ role: 'user', parts: [{ text: 'Talk.' }] }],
      tools: [{ functionDeclarations: [{ name: 'f', parametersJsonSchema: schema }] }],
    }),
    failed: /data: \{"error":/,
    complete: /"finishReason":/,
  },
}

// What a client is told does not depend on the provider's wire: those without a dialect meet two.
const cells = wires.flatMap((dialect, at) =>
  providerWires
    .filter((wire) => at < 2 || wires.some((own) => own === wire))
    .map((wire) => ({ dialect, wire })),
)

// Most of the time is spent waiting for attempts to end: side by side they wait together.
describe.concurrent.each(cells)('$dialect client, $wire provider', ({ dialect, wire }) => {
  const { failed, complete } = asks[dialect]

  test.each(['sim-status', 'sim-hung-up', 'sim-lifecycle', 'sim-lifecycle-cut'])(
    '%s: before the first content the next target answers, and nothing of the first is seen',
    async (name) => {
      const { status, text, clean, headers } = await ask(dialect, `${wire}/${name}`, [spare])
      expect({ status, clean }).toEqual({ status: 200, clean: true })
      expect(text).toContain('spare')
      expect(text).toMatch(complete)
      expect(text).not.toMatch(failed)
      // Once: by then the circuit of the one that keeps failing may be open.
      expect(['1', '2']).toContain(headers['x-signalbox-attempts'])
      expect(headers['x-signalbox-provider']).toBe('anthropic-messages')
    },
  )

  test.each(['sim-status', 'sim-hung-up', 'sim-lifecycle', 'sim-lifecycle-cut'])(
    '%s: without a next target it is a real status',
    async (name) => {
      const { status, clean } = await ask(dialect, `${wire}/${name}`, [])
      expect(status).toBeGreaterThanOrEqual(500)
      expect(clean).toBe(true)
    },
  )

  test.each(['sim-content', 'sim-content-cut', 'sim-tool-cut'])(
    '%s: after the first content it is the grammar’s error and a cut, spare or not',
    async (name) => {
      const { status, text, clean } = await ask(dialect, `${wire}/${name}`, [spare])
      expect({ status, clean }).toEqual({ status: 200, clean: false })
      expect(text).toMatch(failed)
      expect(text).not.toMatch(complete)
      expect(text).not.toContain('spare')
    },
  )
})

interface Heard {
  readonly status: number
  readonly text: string
  readonly clean: boolean
  readonly headers: NodeJS.Dict<string | string[]>
}

function ask(dialect: keyof typeof asks, model: string, models: readonly string[]): Promise<Heard> {
  const { path, body } = asks[dialect]
  return new Promise((resolve, reject) => {
    const call = request(stage.url + path(model), {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'anthropic-version': '2023-06-01' },
    })
    call.on('error', reject)
    call.on('response', (response) => {
      let text = ''
      const { statusCode: status = 0, headers } = response
      response.setEncoding('utf8').on('data', (piece: string) => (text += piece))
      response.on('error', () => undefined)
      response.on('close', () => {
        resolve({ status, text, headers, clean: response.complete })
      })
    })
    call.end(JSON.stringify({ ...body(model), ...(models.length > 0 ? { models } : {}) }))
  })
}
