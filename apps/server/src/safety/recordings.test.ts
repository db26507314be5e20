import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { parseConfig } from '../config/parse-config.ts'
import { createGateway, type Gateway } from '../create-gateway.ts'

const key = 'sk_live_4eC39HqLyjWDarjtT1zdp7dc'
const picture = Buffer.from('a picture').toString('base64')
let provider: Server
let gateway: Gateway
/** What the provider answers. */
let said: object | string = ''

beforeAll(async () => {
  provider = createServer((request, response) => {
    request.resume().on('end', () => {
      const isText = typeof said === 'string'
      response.setHeader('content-type', isText ? 'text/plain' : 'application/json')
      response.end(isText ? said : JSON.stringify(said))
    })
  })
  await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve))
  const { port } = provider.address() as AddressInfo
  const baseUrl = `http://127.0.0.1:${String(port)}/v1`
  gateway = createGateway(
    await parseConfig({
      version: 1,
      providers: { openai: { adapter: 'openai', apiKey: 'k', baseUrl } },
      safety: {
        default: 'own',
        policies: {
          own: {
            extends: 'standard',
            input: [{ id: 'no-iban', detect: 'pii', types: ['IBAN'], action: { type: 'block' } }],
            output: [{ id: 'no-card', detect: 'pii', types: ['CARD'], action: { type: 'block' } }],
          },
        },
      },
    }),
  )
})
afterAll(async () => {
  await gateway.close()
  await new Promise((resolve) => provider.close(resolve))
})

async function heard(answer: object | string, format = 'json') {
  said = answer
  const body = new FormData()
  body.set('model', 'openai/whisper-1')
  body.set('response_format', format)
  body.set('file', new Blob(['RIFF....WAVE']), 'a.wav')
  const request = new Request('http://gateway/v1/audio/transcriptions', { method: 'POST', body })
  return await gateway.fetch(request)
}

describe('a transcript', () => {
  test('is governed as an answer is', async () => {
    const response = await heard({ text: `the key is ${key} today` })
    expect(await response.json()).toEqual({ text: 'the key is <SECRET> today' })
    expect(response.headers.get('x-signalbox-safety')).toContain('leak=redact')
    expect(await (await heard(`the key is ${key}`, 'text')).text()).toContain('the key is <SECRET>')
  })

  test('is governed in all of its parts', async () => {
    const segments = [{ id: 0, start: 0, end: 2.5, text: ` the key is ${key}`, tokens: [7] }]
    const words = [{ word: key.slice(0, 20) }, { word: key.slice(20) }]
    const response = await heard({ text: `the key is ${key}`, segments, words }, 'verbose_json')
    const text = await response.text()
    expect(text).not.toContain(key.slice(20))
    expect(response.headers.get('x-signalbox-safety')).toBe('leak=redact:1')
    expect(JSON.parse(text)).toMatchObject({ words: [], segments: [{ tokens: [] }] })
    expect(JSON.parse(text)).toMatchObject({
      segments: [{ end: 2.5, text: ' the key is <SECRET>' }],
    })
  })

  test('that a rule stops is refused with the rule, never the text', async () => {
    const response = await heard({ text: 'pay with 4111 1111 1111 1111' })
    const text = await response.text()
    expect([response.status, text]).toEqual([400, expect.stringContaining('content_blocked')])
    expect(text).toContain('no-card')
    expect(text).not.toContain('4111')
    const events = await gateway.fetch(new Request('http://gateway/admin/v1/safety/events'))
    expect(await events.text()).toContain('"rule":"no-card","action":"block"')
  })

  test('that holds nothing stays as it is', async () => {
    const words = Array.from({ length: 12_000 }, (_, at) => ({
      word: 'word',
      start: at,
      end: at + 1,
    }))
    const answer = { text: 'hello', words }
    expect(await (await heard(answer, 'verbose_json')).json()).toEqual(answer)
  })
})

test('what a picture is told to have been of is governed, and the picture is not', async () => {
  said = { created: 1, data: [{ b64_json: picture, revised_prompt: `a poster that says ${key}` }] }
  const response = await gateway.fetch(
    new Request('http://gateway/v1/images/generations', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'openai/gpt-image-1', prompt: 'a poster' }),
    }),
  )
  expect(await response.json()).toMatchObject({
    data: [{ b64_json: picture, revised_prompt: 'a poster that says <SECRET>' }],
  })
})

test('a text that must not be spoken is refused where the client wrote it', async () => {
  const response = await gateway.fetch(
    new Request('http://gateway/v1/audio/speech', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        model: 'openai/gpt-4o-mini-tts',
        voice: 'alloy',
        input: 'pay to DE89370400440532013000',
      }),
    }),
  )
  expect(response.status).toBe(400)
  expect(await response.json()).toMatchObject({ error: { param: '/input' } })
})
