import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { hostileText, plan, text } from '../../test-support/chunk-plans.ts'
import { Pseudonyms } from '../actions/pseudonyms.ts'
import { defaultDetectors } from '../default-detectors.ts'
import { compilePolicy } from '../policy/compile-policy.ts'
import type { Rule } from '../types.ts'
import { TextFilter } from './text-filter.ts'

const detectors = defaultDetectors()

function filterWith(rules: readonly Rule[], json = false): TextFilter {
  const policy = compilePolicy({ mode: 'enforce', input: [], output: rules }, { detectors })
  const surface = {
    path: '/stream',
    role: 'assistant',
    trust: 'user',
    editable: true,
    kind: json ? 'args' : 'text',
  } as const
  const scope = {
    tenant: 'acme',
    pseudonyms: new Pseudonyms('cli0'),
    readKey: () => new Uint8Array(32),
    shared: {},
  }
  return new TextFilter(surface, policy.output, scope, { json })
}

function run(filter: TextFilter, pieces: readonly string[]) {
  let maxPending = 0
  let out = ''
  for (const piece of pieces) {
    out += filter.push(piece)
    maxPending = Math.max(maxPending, filter.pending)
  }
  out += filter.end()
  const findings = filter.findings
    .map(({ finding, rule }) => ({ ...finding, by: rule.id }))
    .toSorted((a, b) => a.start - b.start || a.end - b.end || (a.type < b.type ? -1 : 1))
  return { out, findings, maxPending, blocked: filter.blocked }
}

const policies: Readonly<Record<string, readonly Rule[]>> = {
  links: [
    { id: 'links', detect: 'links', action: { type: 'defang', allowHosts: ['docs.example.com'] } },
  ],
  pii: [
    {
      id: 'pii',
      detect: 'pii',
      types: ['CARD', 'IBAN', 'SSN', 'EMAIL', 'PHONE', 'CRYPTO', 'ID', 'IP_ADDRESS'],
      action: { type: 'redact' },
    },
  ],
  all: [
    { id: 'links', detect: 'links', action: { type: 'defang', allowHosts: ['docs.example.com'] } },
    { id: 'mask', detect: 'pii', types: ['CARD', 'PHONE'], action: { type: 'mask', keepLast: 4 } },
    {
      id: 'hash',
      detect: 'pii',
      types: ['EMAIL', 'IBAN', 'SSN'],
      action: { type: 'hash', key: 'k' },
    },
  ],
}

describe('a text in pieces', () => {
  for (const [name, rules] of Object.entries(policies))
    test(`comes out as the whole text does: ${name}`, () => {
      fc.assert(
        fc.property(name === 'links' ? hostileText : text, plan, (given, cut) => {
          const whole = run(filterWith(rules), [given])
          const streamed = run(filterWith(rules), cut(given))
          expect(streamed.out).toBe(whole.out)
          expect(streamed.findings).toEqual(whole.findings)
          expect(streamed.maxPending).toBeLessThanOrEqual(100)
        }),
        { numRuns: Number(process.env['FC_RUNS'] ?? 300) },
      )
    })
})
