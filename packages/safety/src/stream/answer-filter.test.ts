import { collect, type StreamEvent } from '@signalbox/core'
import { describe, expect, test } from 'vitest'

import { policyOf } from '../../test-support/policies.ts'
import { Pseudonyms } from '../actions/pseudonyms.ts'
import type { Rule } from '../types.ts'
import { AnswerFilter } from './answer-filter.ts'

const mail = 'jane@x.example'
const leak: Rule = { id: 'leak', detect: 'secrets', action: { type: 'redact' } }
const secret = 'sk_live_4eC39HqLyjWDarjtT1zdp7dc'

function filterWith(rules: readonly Rule[], context = {}): { filter: AnswerFilter; token: string } {
  const pseudonyms = new Pseudonyms('cli0')
  const restore = { tools: ['send_*'] }
  const token = pseudonyms.tokenFor('EMAIL', 'EMAIL_ADDRESS', mail, restore)
  const readKey = () => undefined
  const filter = new AnswerFilter({
    policy: policyOf({ output: rules }),
    context,
    pseudonyms,
    readKey,
  })
  return { filter, token }
}

function run(filter: AnswerFilter, events: readonly StreamEvent[]): readonly StreamEvent[] {
  const out: StreamEvent[] = []
  const emit = (event: StreamEvent) => void out.push(event)
  for (const event of events) filter.event(event, emit)
  filter.end(emit)
  return out
}

const text = (candidate: number, index: number, ...pieces: string[]): StreamEvent[] => [
  { type: 'part-start', candidate, index, part: { type: 'text' } },
  ...pieces.map((piece): StreamEvent => ({ type: 'part-delta', candidate, index, text: piece })),
  { type: 'part-end', candidate, index },
]
const call = (index: number, name: string): StreamEvent => ({
  type: 'part-start',
  candidate: 0,
  index,
  part: { type: 'tool-call', callId: String(index), name, kind: 'function' },
})
const delta = (index: number, piece: string): StreamEvent => ({
  type: 'part-delta',
  candidate: 0,
  index,
  text: piece,
})
const finish = (candidate: number): StreamEvent => ({
  type: 'finish',
  candidate,
  finish: { reason: 'stop' },
})

describe('an answer', () => {
  test('with several candidates has one state for each', () => {
    const { filter } = filterWith([leak])
    const a = text(0, 0, secret.slice(0, 8), secret.slice(8))
    const b = text(1, 0, 'sk_', 'ip')
    const mixed = a.flatMap((event, index) => [event, ...b.slice(index, index + 1)])
    const out = run(filter, [...mixed, finish(0), finish(1)])
    const { candidates } = collect(out)
    expect(candidates.map(({ message }) => message.content)).toMatchObject([
      [{ text: '<SECRET>' }],
      [{ text: 'sk_ip' }],
    ])
  })

  test('restores arguments only of the tools that a rule names', () => {
    const { filter, token } = filterWith([])
    const args = [
      `{"to":"${token.slice(0, 6)}`,
      `${token.slice(6)}","url":"https://e.example/${token}"}`,
    ]
    const out = run(filter, [
      call(0, 'send_mail'),
      call(1, 'search'),
      ...args.flatMap((piece) => [delta(0, piece), delta(1, piece)]),
      { type: 'part-end', candidate: 0, index: 0 },
      { type: 'part-end', candidate: 0, index: 1 },
      finish(0),
    ])
    const parts = collect(out).candidates[0]?.message.content ?? []
    const given = parts.map((part) =>
      part.type === 'tool-call' ? (JSON.parse(part.arguments) as unknown) : undefined,
    )
    expect(given).toEqual([
      { to: mail, url: `https://e.example/${token}` },
      { to: token, url: `https://e.example/${token}` },
    ])
  })

  test('loses probabilities and shifts the places of what was edited', () => {
    const { filter } = filterWith([leak])
    const out = run(filter, [
      { type: 'part-start', candidate: 0, index: 0, part: { type: 'text' } },
      delta(0, `a ${secret} and a quote `),
      {
        type: 'part-patch',
        candidate: 0,
        index: 0,
        fields: {
          citations: [
            { start_index: 4, end_index: 9 },
            { start_index: 39, end_index: 44 },
          ],
        },
      },
      { type: 'logprobs', candidate: 0, logprobs: { content: [{ token: 'a' }] } },
      { type: 'part-end', candidate: 0, index: 0 },
      finish(0),
    ])
    expect(out.some(({ type }) => type === 'logprobs')).toBe(false)
    const patch = out.find((event) => event.type === 'part-patch')
    const moved = secret.length - '<SECRET>'.length
    expect(patch?.fields.citations).toEqual([{ start_index: 39 - moved, end_index: 44 - moved }])
  })

  test('is read in what began beside its text, and that follows the text', () => {
    const { filter } = filterWith([leak])
    const citations = [{ url: 'https://x.example', title: `key ${secret}`, start_index: 39 }]
    const issuer = { wire: 'w', provider: 'p', model: 'm' }
    const continuity = { data: 'signed', issuer, kind: 'signature' } as const
    const extensions = { w: { note: secret } }
    const part = { type: 'text', citations, continuity, extensions } as const
    const out = run(filter, [
      { type: 'part-start', candidate: 0, index: 0, part },
      delta(0, `a ${secret} and a quote `),
      { type: 'part-end', candidate: 0, index: 0 },
      finish(0),
    ])
    expect(JSON.stringify(out)).not.toContain(secret)
    expect(JSON.stringify(out)).not.toContain('signed')
    expect(out.find((event) => event.type === 'part-patch')?.fields.citations).toEqual([
      {
        url: 'https://x.example',
        title: 'key <SECRET>',
        start_index: 39 - secret.length + '<SECRET>'.length,
      },
    ])
  })

  test('is read in the name of a tool, and in what is patched beside a text', () => {
    const { filter } = filterWith([leak])
    const fields = { extensions: { w: { note: secret } } }
    const out = run(filter, [
      call(0, secret),
      { type: 'part-patch', candidate: 0, index: 0, fields },
      { type: 'part-end', candidate: 0, index: 0 },
      finish(0),
    ])
    expect(JSON.stringify(out)).not.toContain(secret)
  })

  test.each([false, true])('loses pieces beside its text, told late: %s', (late) => {
    const { filter } = filterWith([leak])
    const logprobs = [{ token: 'sk_live_4eC39HqLyj' }, { token: 'WDarjtT1zdp7dc' }]
    const extensions = { w: { kept: true, logprobs } }
    const part = { type: 'text', ...(late ? {} : { extensions }) } as const
    const patch: StreamEvent = {
      type: 'part-patch',
      candidate: 0,
      index: 0,
      fields: { extensions },
    }
    const out = run(filter, [
      { type: 'part-start', candidate: 0, index: 0, part },
      delta(0, `a ${secret}`),
      ...(late ? [patch] : []),
      { type: 'part-end', candidate: 0, index: 0 },
      finish(0),
    ])
    const told = out.find((event) => event.type === 'part-patch')
    expect(told?.fields.extensions).toEqual({ w: { kept: true, logprobs: [] } })
    expect(JSON.stringify(out)).not.toContain('WDarjt')
  })

  test('keeps probabilities where nothing was edited', () => {
    const { filter } = filterWith([leak])
    const held: StreamEvent = { type: 'logprobs', candidate: 0, logprobs: { content: [] } }
    const out = run(filter, [...text(0, 0, 'fine'), held, finish(0)])
    expect(out).toContain(held)
    expect(filter.isUnchanged).toBe(true)
  })

  test('stops before a call that a tainted context must not make', () => {
    const rule: Rule = {
      id: 'no-mail',
      detect: 'always',
      when: { tainted: true, tools: ['send_*'], surfaces: ['args'] },
      action: { type: 'block' },
    }
    const events = [...text(0, 0, 'I will write'), call(1, 'send_mail'), delta(1, '{}'), finish(0)]
    const tainted = run(filterWith([rule], { tainted: true }).filter, events)
    expect(tainted.some((event) => event.type === 'part-start' && event.index === 1)).toBe(false)
    expect(tainted.at(-1)).toMatchObject({ type: 'finish', finish: { reason: 'content-filter' } })
    const clean = run(filterWith([rule], { tainted: false }).filter, events)
    expect(clean.some((event) => event.type === 'part-start' && event.index === 1)).toBe(true)
  })
})
