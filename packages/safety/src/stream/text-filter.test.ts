import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { digitTable, hostileText, people, plan } from '../../test-support/chunk-plans.ts'
import { chunkingsOf, fewestChunkings, times, type Chunking } from '../../test-support/chunkings.ts'
import { Pseudonyms } from '../actions/pseudonyms.ts'
import { loadDetectors } from '../load-detectors.ts'
import { compilePolicy } from '../policy/compile-policy.ts'
import type { Rule } from '../types.ts'
import { createViews } from '../unicode/create-views.ts'
import { TextFilter } from './text-filter.ts'

const detectors = await loadDetectors()

interface Trial {
  readonly rules: readonly Rule[]
  readonly json?: boolean
  readonly chunkings: number
}

const links: Rule = {
  id: 'links',
  detect: 'links',
  action: { type: 'defang', allowHosts: ['docs.example.com'] },
}
const personal = ['CARD', 'IBAN', 'SSN', 'EMAIL', 'PHONE', 'CRYPTO', 'ID', 'IP_ADDRESS']
const mixed: readonly Rule[] = [
  links,
  { id: 'mask', detect: 'pii', types: ['CARD', 'PHONE'], action: { type: 'mask', keepLast: 4 } },
  {
    id: 'hash',
    detect: 'pii',
    types: ['EMAIL', 'IBAN', 'SSN'],
    action: { type: 'hash', key: 'k' },
  },
]
const trials: Readonly<Record<string, Trial>> = {
  links: { rules: [links], chunkings: 30_000 },
  secrets: {
    rules: [{ id: 'leak', detect: 'secrets', action: { type: 'redact' } }],
    chunkings: 30_000,
  },
  'personal data': {
    rules: [{ id: 'pii', detect: 'pii', types: personal, action: { type: 'redact' } }],
    chunkings: 15_000,
  },
  'names and all that is optional': {
    rules: [{ id: 'all', detect: 'pii', types: ['ALL'], action: { type: 'redact' } }],
    chunkings: 5_000,
  },
  'several rules': { rules: mixed, chunkings: 10_000 },
  'several rules on JSON': { rules: mixed, json: true, chunkings: 10_000 },
}

function filterOf({ rules, json = false }: Trial): () => TextFilter {
  const policy = compilePolicy({ mode: 'enforce', input: [], output: rules }, { detectors })
  const surface = {
    path: '/stream',
    role: 'assistant',
    trust: 'user',
    editable: true,
    kind: json ? 'args' : 'text',
  } as const
  const readKey = () => new Uint8Array(32)
  const scope = { tenant: 'acme', pseudonyms: new Pseudonyms('cli0'), readKey, shared: {} }
  return () => new TextFilter(surface, policy.output, scope, { json })
}

/** All that a client or an operator sees, in one text; and the most that was kept back. */
function seen(
  filter: TextFilter,
  pieces: Chunking,
): { readonly text: string; readonly kept: number } {
  let kept = 0
  let text = ''
  for (const piece of pieces) {
    text += filter.push(piece)
    kept = Math.max(kept, filter.pending)
  }
  text += filter.end()
  const findings = filter.findings.map(
    ({ finding: { type, rule, start, end, score }, rule: by }) =>
      `${type} ${rule} ${String(start)}-${String(end)} ${String(score)} ${by.id}`,
  )
  return { text: [text, filter.blocked?.rule, ...findings.toSorted()].join('\n'), kept }
}

const asJson = (text: string) => JSON.stringify({ to: text, list: [text.slice(0, 9)] })

describe('a text in pieces comes out as the whole text does', () => {
  for (const [name, trial] of Object.entries(trials))
    test(`in ${String(trial.chunkings)} chunkings: ${name}`, () => {
      const filter = filterOf(trial)
      const due = trial.chunkings * times
      const short = fc.oneof(hostileText, digitTable, people).map((text) => text.slice(0, 30))
      let played = 0
      fc.assert(
        fc.property(
          short.filter((text) => text.length >= 20),
          (given) => {
            if (played >= due) return
            const text = trial.json === true ? asJson(given.slice(0, 12)) : given
            const whole = seen(filter(), [text])
            const chunkings = [...chunkingsOf(text)]
            played += chunkings.length
            const differs = (chunking: Chunking) => seen(filter(), chunking).text !== whole.text
            expect(chunkings.find(differs)).toBeUndefined()
          },
        ),
        { numRuns: Math.ceil(due / fewestChunkings(20)) },
      )
      expect(played).toBeGreaterThanOrEqual(due)
    }, 120_000)

  test('where it is a slice that ends within a pair', () => {
    const filter = filterOf({ rules: [links], chunkings: 0 })
    const seenText = 'and你好，邮箱 li@example.cn 谢谢. '
    const text = `${seenText}\u{E0041}\u{E0042}`.slice(0, seenText.length + 3)
    const chunkings = [...chunkingsOf(text), [text]]
    const outcomes = Array.from({ length: 10 }, () => chunkings.map((one) => seen(filter(), one)))
    const [only, ...others] = new Set(outcomes.flat().map((outcome) => outcome.text))
    expect(others).toEqual([])
    expect(only).toBe(`${seenText}\udb40\n\nINVISIBLE_RUN invisible 27-29 1 links`)
  })

  for (const [name, trial] of Object.entries(trials))
    test(`when it is longer than anything is kept back: ${name}`, () => {
      const filter = filterOf(trial)
      fc.assert(
        fc.property(fc.oneof(hostileText, digitTable, people), plan, (given, cut) => {
          const text = trial.json === true ? asJson(given) : given
          const streamed = seen(filter(), cut(text))
          expect(streamed.text).toBe(seen(filter(), [text]).text)
          // Escapes, what nobody sees and half a pair are not counted.
          const uncounted = 1 + text.length - createViews(given).plain.text.length
          expect(streamed.kept).toBeLessThanOrEqual(64 + uncounted)
        }),
        { numRuns: 100 * times },
      )
    })
})
