import fc from 'fast-check'
import { expect, test } from 'vitest'

import { plan } from '../../test-support/chunk-plans.ts'
import { times } from '../../test-support/chunkings.ts'
import { anyRules, splicedText } from '../../test-support/spliced-texts.ts'
import { loadDetectors } from '../load-detectors.ts'
import { canaryDetector } from '../output/canary.ts'
import { compilePolicy, type CompiledPolicy } from '../policy/compile-policy.ts'
import { createScanner } from '../scan/create-scanner.ts'
import type { Rule, SurfaceKind } from '../types.ts'
import { createTextFilter } from './create-text-filter.ts'

const canary = 'k3x9q2m7w5z1'
const loaded = await loadDetectors({ injectionModel: false })
const detectors = [...loaded.filter(({ id }) => id !== 'canary'), canaryDetector(canary)]
const map = { '<EMAIL_1_cli0>': 'jane@x.example', '<PERSON_1_cli0>': 'Ann "A" \\ Ōno\n' }

function policyOf(rules: readonly Rule[]): CompiledPolicy {
  return compilePolicy({ mode: 'enforce', input: rules, output: rules }, { detectors })
}

interface Seen {
  readonly text: string
  readonly blocked: string | undefined
  readonly findings: readonly string[]
}

function told(
  found: readonly {
    readonly type: string
    readonly start: number
    readonly end: number
    readonly by: string
  }[],
) {
  return found
    .map(({ type, start, end, by }) => `${String(start)}-${String(end)} ${type} ${by}`)
    .toSorted()
}

function streamed(
  policy: CompiledPolicy,
  pieces: readonly string[],
  options: { readonly channel: SurfaceKind; readonly isRestored: boolean },
): Seen {
  const filter = createTextFilter(policy, {
    channel: options.channel,
    readKey: () => new Uint8Array(32),
    ...(options.isRestored ? { map } : {}),
  })
  const text = pieces.map((piece) => filter.push(piece)).join('') + filter.end()
  const isBlocked = filter.blocked !== undefined
  // What was shown before a block depends on when it came.
  return {
    text: isBlocked ? '' : text,
    blocked: filter.blocked?.rule,
    findings: isBlocked ? [] : told(filter.findings),
  }
}

test('whatever the policy, any pieces of a text come out as the whole does', async () => {
  await fc.assert(
    fc.asyncProperty(
      anyRules,
      splicedText(canary),
      plan,
      fc.boolean(),
      fc.boolean(),
      async (rules, given, cut, isJson, isRestored) => {
        const policy = policyOf(rules)
        const channel = isJson ? 'args' : 'text'
        const text = isJson ? JSON.stringify({ say: given, [given.slice(0, 9)]: [1] }) : given
        const whole = streamed(policy, [text], { channel, isRestored })
        expect(streamed(policy, cut(text), { channel, isRestored })).toEqual(whole)
        const isKnownWhole = rules.some(
          ({ action: { type } }) => type === 'mask' || type === 'hash' || type === 'pseudonymize',
        )
        if (isRestored || isKnownWhole) return
        const scanned = await createScanner(policy).scan({
          text,
          role: 'assistant',
          kind: channel,
          path: '/stream',
        })
        expect(scanned.blocked === undefined).toBe(whole.blocked === undefined)
        if (scanned.blocked !== undefined) return
        expect(scanned.edited).toBe(whole.text)
        expect(told(scanned.findings)).toEqual(whole.findings)
      },
    ),
    { numRuns: 200 * times },
  )
})
