import { afterAll, beforeAll, expect, test } from 'vitest'

import { acmeKey, openGateway, type OpenGateway } from './open-gateway.fixture.ts'

let open: OpenGateway
beforeAll(async () => {
  open = await openGateway()
})
afterAll(() => open[Symbol.asyncDispose]())

const model = 'main/sim?tokens=60&cut=20'
const messages = [{ role: 'user', content: 'Hi' }]
const contents = [{ role: 'user', parts: [{ text: 'Hi' }] }]

// The first speaks the provider's own wire, so its bytes are passed on until they break.
test.each([
  ['Chat Completions', '/v1/chat/completions', { model, messages, stream: true }],
  ['Completions', '/v1/completions', { model, prompt: 'Hi', stream: true }],
  ['Responses', '/v1/responses', { model, input: 'Hi', stream: true }],
  ['Messages', '/v1/messages', { model, messages, max_tokens: 100, stream: true }],
  [
    'Gemini',
    `/v1beta/models/${encodeURIComponent(model)}:streamGenerateContent?alt=sse`,
    { contents },
  ],
])('a stream of %s that breaks names the request in its error', async (_, path, body) => {
  const answer = await open.gateway.fetch(
    new Request(`http://gateway${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${acmeKey}`,
        'x-request-id': 'broken-stream-1',
      },
      body: JSON.stringify(body),
    }),
  )
  expect(answer.status).toBe(200)
  let text = ''
  const read = async () => {
    for await (const chunk of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) text += chunk
  }
  await expect(read()).rejects.toBeInstanceOf(Error)
  const last = text.split(/\r?\n\r?\n/).find((frame) => frame.includes('"error":{'))
  const [, data = ''] = /data: (.*)/.exec(last ?? '') ?? []
  expect(JSON.parse(data)).toHaveProperty('error')
  expect(data).toContain('"request_id":"broken-stream-1"')
})
