import {
  collect,
  createContext,
  eventStream,
  explode,
  pipeline,
  type ChatRequest,
  type Completion,
  type Middleware,
  type Part,
  type Reply,
  type StreamEvent,
} from '@signalbox/core'
import { describe, expect, test } from 'vitest'

import { safety } from './safety.ts'
import type { Policy } from './types.ts'

const tenants = 50
const requests = 1000

const policy: Policy = {
  mode: 'enforce',
  // Its line has a token of nobody in it.
  note: 'off',
  input: [
    {
      id: 'pii',
      detect: 'pii',
      types: ['EMAIL', 'CARD', 'PHONE'],
      action: { type: 'pseudonymize', restore: { toolArguments: 'always' } },
    },
  ],
  output: [{ id: 'leak', detect: 'secrets', action: { type: 'redact' } }],
}

/** Values that tell whose they are: the tenant and the request stand in each. */
function valuesOf(tenant: number, request: number): readonly string[] {
  const serial = String(tenant * 10_000 + request).padStart(7, '0')
  return [
    `u${String(request)}.t${String(tenant)}@mail.example`,
    withCheckDigit(`45${serial}000000`),
    `+49 30 9${serial}`,
  ]
}

/** By the formula of Luhn. */
function withCheckDigit(digits: string): string {
  let sum = 0
  for (const [index, digit] of digits.split('').toReversed().entries()) {
    const twice = Number(digit) * 2
    sum += index % 2 === 0 ? (twice > 9 ? twice - 9 : twice) : Number(digit)
  }
  return digits + String((10 - (sum % 10)) % 10)
}

function ask(text: string, stream: boolean, sessionId: string): ChatRequest {
  const messages = [{ role: 'user', content: [{ type: 'text', text }] }] as const
  return { operation: 'chat', model: 'm', messages, stream, sessionId }
}

/** Repeats what it was sent, in text and in the arguments of a tool, with tokens that it saw elsewhere. */
function gossip(sent: string[]): Middleware {
  const tokens: string[] = []
  return async function upstreamGossip(context) {
    const request = context.request as ChatRequest
    const body = JSON.stringify(request.messages)
    sent.push(body)
    tokens.push(...(body.match(/<[A-Z_]+_\d+_\w{4}>/g) ?? []))
    for (let turn = 0; turn < sent.length % 5; turn++) await Promise.resolve()
    const said = request.messages.at(-1)?.content[0]
    const foreign = tokens[(sent.length * 7919) % tokens.length] ?? ''
    const text = `${said?.type === 'text' ? said.text : ''} and ${foreign}`
    const content: Part[] = [
      { type: 'text', text },
      {
        type: 'tool-call',
        callId: '1',
        name: 'send',
        kind: 'function',
        arguments: JSON.stringify({ text }),
      },
    ]
    const completion: Completion = {
      id: 'c',
      model: 'm',
      candidates: [{ message: { role: 'assistant', content }, finish: { reason: 'stop' } }],
    }
    context.response = request.stream
      ? { type: 'stream', events: eventStream(pieces(completion)) }
      : { type: 'completion', completion }
  }
}

/** As providers stream: a few characters at a time. */
function* pieces(completion: Completion): Generator<StreamEvent> {
  for (const event of explode(completion))
    if (event.type === 'part-delta')
      for (let at = 0; at < event.text.length; at += 11)
        yield { ...event, text: event.text.slice(at, at + 11) }
    else yield event
}

async function contentOf(reply: Reply): Promise<readonly string[]> {
  if (reply.type === 'result') return []
  const events: StreamEvent[] = []
  if (reply.type === 'stream') for await (const event of reply.events) events.push(event)
  const completion = reply.type === 'completion' ? reply.completion : collect(events)
  return completion.candidates.flatMap(({ message }) =>
    message.content.map((part) =>
      part.type === 'tool-call' ? part.arguments : 'text' in part ? part.text : '',
    ),
  )
}

describe('tenants at the same time', () => {
  test('no answer and no request holds the value of another', async () => {
    const sent: string[] = []
    const run = pipeline(
      safety({ policies: { default: policy }, key: new Uint8Array(32) }),
      gossip(sent),
    )
    const owners = new Map<string, number>()
    const answers = await Promise.all(
      Array.from({ length: requests }, async (_, request) => {
        const tenant = request % tenants
        const values = valuesOf(tenant, request)
        for (const value of values) owners.set(value, request)
        const [mail, card, phone] = values
        const text = `I am ${mail}, card ${card}, call ${phone}.`
        const session = `s${String(request % 7)}`
        const context = createContext({ request: ask(text, request % 2 === 0, session) })
        context.caller = { tenant: `tenant-${String(tenant)}` }
        return { request, text, content: await contentOf(await run(context)) }
      }),
    )
    expect(sent).toHaveLength(requests)
    expect(sent.filter((body) => valuesIn(body).length > 0)).toEqual([])
    const strayed = answers.flatMap(({ request, content }) =>
      content.flatMap(valuesIn).filter((value) => owners.get(value) !== request),
    )
    expect(strayed).toEqual([])
    for (const { text, content } of answers) {
      expect(content).toHaveLength(2)
      for (const part of content) expect(part).toContain(text)
    }
  })

  test('a token of one tenant says nothing to another', async () => {
    const sent: string[] = []
    const run = pipeline(
      safety({ policies: { default: policy }, key: new Uint8Array(32) }),
      gossip(sent),
    )
    const asTenant = async (tenant: string, text: string) => {
      const context = createContext({ request: ask(text, false, 'the same') })
      context.caller = { tenant }
      return (await contentOf(await run(context)))[0]
    }
    await asTenant('a', 'I am ann@mail.example')
    const [token] = sent[0]?.match(/<EMAIL_1_\w{4}>/) ?? []
    expect(token).toBeDefined()
    expect(await asTenant('b', 'I am bob@mail.example')).toBe(
      `I am bob@mail.example and ${token ?? ''}`,
    )
  })
})

/** Everything in a text that is the value of some tenant. */
function valuesIn(text: string): readonly string[] {
  return text.match(/u\d+\.t\d+@mail\.example|45\d{14}|\+49 30 9\d{7}/g) ?? []
}
