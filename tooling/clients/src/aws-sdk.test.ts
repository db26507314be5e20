import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto'

import {
  BedrockRuntimeClient,
  ConverseCommand,
  ConverseStreamCommand,
  CountTokensCommand,
  InvokeModelCommand,
} from '@aws-sdk/client-bedrock-runtime'
import { bedrock } from '@signalbox/adapters-bedrock'
import { codecFor, collect, header, Secret, type ChatRequest, type Target } from '@signalbox/core'
import { simulate, SIMULATED_ACCESS_KEY, type Simulator } from '@signalbox/simulator'
import { NodeHttpHandler } from '@smithy/node-http-handler'
import { SignatureV4 } from '@smithy/signature-v4'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const { id: accessKeyId, secret: secretAccessKey } = SIMULATED_ACCESS_KEY
const region = 'eu-central-1'

let simulator: Simulator
beforeAll(async () => {
  simulator = await simulate({ port: 0, seed: 5, strict: true })
  await simulator.control({ '*': { reasoning: 3, tools: 2, text: 'Zwölf 🥊' } })
})
afterAll(() => simulator.close())

const client = (secret = secretAccessKey) =>
  new BedrockRuntimeClient({
    region,
    endpoint: `${simulator.url}/bedrock`,
    credentials: { accessKeyId, secretAccessKey: secret },
    maxAttempts: 1,
    // By itself it speaks HTTP/2.
    requestHandler: new NodeHttpHandler(),
  })

const modelId = 'us.anthropic.claude-haiku-4-5-20251001-v1:0'
const messages = [{ role: 'user' as const, content: [{ text: 'Hi' }] }]
const toolConfig = {
  tools: [
    { toolSpec: { name: 'weather', inputSchema: { json: { type: 'object', properties: {} } } } },
    { toolSpec: { name: 'clock', inputSchema: { json: { type: 'object', properties: {} } } } },
  ],
}

describe('the official client reads the simulator', () => {
  test('a whole answer, a count and vectors', async () => {
    const { output, usage, stopReason } = await client().send(
      new ConverseCommand({ modelId, messages }),
    )
    expect(output?.message?.content?.map((block) => Object.keys(block)[0])).toEqual([
      'reasoningContent',
      'text',
    ])
    expect([usage?.inputTokens, stopReason]).toEqual([1, 'end_turn'])
    const { inputTokens } = await client().send(
      new CountTokensCommand({ modelId, input: { converse: { messages } } }),
    )
    expect(inputTokens).toBe(1)
    const { body } = await client().send(
      new InvokeModelCommand({
        modelId: 'amazon.titan-embed-text-v2:0',
        body: JSON.stringify({ inputText: 'Hi', dimensions: 4 }),
      }),
    )
    expect(JSON.parse(new TextDecoder().decode(body))).toMatchObject({ embedding: { length: 4 } })
  })

  test('a stream, the same as the adapter reads', async () => {
    const { stream } = await client().send(
      new ConverseStreamCommand({ modelId, messages, toolConfig }),
    )
    let text = ''
    let thinking = ''
    const inputs = new Map<number | undefined, string>()
    let finish: string | undefined
    let outputTokens: number | undefined
    for await (const { contentBlockDelta: part, messageStop, metadata } of stream ?? []) {
      const { text: said, reasoningContent, toolUse } = part?.delta ?? {}
      text += said ?? ''
      thinking += reasoningContent?.text ?? ''
      const at = part?.contentBlockIndex
      if (toolUse !== undefined) inputs.set(at, (inputs.get(at) ?? '') + (toolUse.input ?? ''))
      finish = messageStop?.stopReason ?? finish
      outputTokens = metadata?.usage?.outputTokens ?? outputTokens
    }
    const { candidates, usage } = collect(await decoded())
    const parts = candidates[0]?.message.content ?? []
    expect(parts.flatMap((one) => (one.type === 'text' ? [one.text] : []))).toEqual([text])
    expect(parts.flatMap((one) => (one.type === 'reasoning' ? [one.text] : []))).toEqual([thinking])
    expect(parts.flatMap((one) => (one.type === 'tool-call' ? [one.arguments] : []))).toEqual([
      ...inputs.values(),
    ])
    expect(candidates[0]?.finish.native).toBe(finish)
    expect(usage?.output.text).toBe(outputTokens)
  })

  test('an exception inside a stream is one to it', async () => {
    const { stream } = await client().send(
      new ConverseStreamCommand({ modelId: 'sim?inband=2', messages }),
    )
    const read = async () => {
      let events = 0
      for await (const _ of stream ?? []) events++
      return events
    }
    await expect(read()).rejects.toThrow('not available')
  })

  test('the simulator knows a signature made with another secret', async () => {
    await expect(
      client('another').send(new ConverseCommand({ modelId, messages })),
    ).rejects.toThrow('does not match')
  })
})

async function decoded() {
  const codec = codecFor(bedrock({ region }))
  const request: ChatRequest = { operation: 'chat', model: 'm', messages: [], stream: true }
  const response = await fetch(
    `${simulator.url}/bedrock/model/${encodeURIComponent(modelId)}/converse-stream`,
    {
      method: 'POST',
      headers: { authorization: 'Bearer k' },
      body: JSON.stringify({ messages, toolConfig }),
    },
  )
  const framer = codec.framing()
  const decoder = codec.decodeStream(request)
  const bytes = new Uint8Array(await response.arrayBuffer())
  const frames = [...framer.push(bytes), ...framer.end()]
  return [...frames.flatMap((frame) => decoder.push(frame)), ...decoder.end()]
}

/** The platform's hash as the official signer asks for one. */
class Sha256 {
  readonly #hash: Hash | Hmac
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    const key = ArrayBuffer.isView(secret)
      ? Buffer.from(secret.buffer, secret.byteOffset, secret.byteLength)
      : typeof secret === 'string'
        ? secret
        : undefined
    this.#hash = key === undefined ? createHash('sha256') : createHmac('sha256', key)
  }
  update(data: Uint8Array | string): void {
    this.#hash.update(data)
  }
  digest(): Promise<Uint8Array> {
    return Promise.resolve(new Uint8Array(this.#hash.digest()))
  }
  reset(): void {
    throw new Error('a hash is used once')
  }
}

describe('the adapter signs as the official signer does', () => {
  test('for any model, body, time, region and session', async () => {
    const unit = fc.constantFrom('a', 'Z', '9', '-', '_', '.', ':', '/', ' ', '~', 'é', '(', '*')
    const word = fc
      .string({ unit, minLength: 1, maxLength: 30 })
      .filter((model) => !/^\.+$/.test(model))
    const asked = fc.record({
      model: word,
      text: fc.oneof(fc.string(), fc.constant('long '.repeat(10_000))),
      sessionToken: fc.option(fc.base64String({ minLength: 4 }), { nil: undefined }),
      wall: fc.date({
        min: new Date('2020-01-01'),
        max: new Date('2040-01-01'),
        noInvalidDate: true,
      }),
      place: fc.constantFrom('us-east-1', 'eu-central-1', 'us-gov-west-1'),
    })
    await fc.assert(
      fc.asyncProperty(asked, async ({ model, text, sessionToken, wall, place }) => {
        const adapter = bedrock({ region: place })
        const target: Target = { id: 't', provider: 'bedrock', model }
        const { request } = codecFor(adapter).encodeRequest(
          {
            operation: 'chat',
            model,
            messages: [{ role: 'user', content: [{ type: 'text', text }] }],
            stream: false,
          },
          target,
        )
        const token = sessionToken === undefined ? '' : `:${sessionToken}`
        const key = new Secret(`${accessKeyId}:${secretAccessKey}${token}`)
        const ours = await adapter.authorize(request, { id: 'k', key }, wall.getTime())
        const signer = new SignatureV4({
          service: 'bedrock',
          region: place,
          credentials: {
            accessKeyId,
            secretAccessKey,
            ...(sessionToken === undefined ? {} : { sessionToken }),
          },
          sha256: Sha256,
        })
        const { hostname } = new URL(request.origin)
        const theirs = await signer.sign(
          {
            method: request.method,
            protocol: 'https:',
            hostname,
            path: request.path,
            headers: { 'content-type': 'application/json', host: hostname },
            body: request.body,
          },
          { signingDate: wall },
        )
        expect(header(ours.headers, 'authorization')).toBe(theirs.headers['authorization'])
        for (const name of ['x-amz-date', 'x-amz-content-sha256', 'x-amz-security-token'])
          expect(header(ours.headers, name)).toBe(theirs.headers[name])
      }),
      { numRuns: 60 },
    )
  })
})
