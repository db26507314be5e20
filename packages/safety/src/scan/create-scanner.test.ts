import { afterEach, expect, test, vi } from 'vitest'

import { defaultDetectors } from '../default-detectors.ts'
import { compilePolicy } from '../policy/compile-policy.ts'
import { preset } from '../presets/presets.ts'
import { createScanner } from './create-scanner.ts'

const policy = compilePolicy(preset('standard'), { id: 'standard', detectors: defaultDetectors() })

// First the spy, then what it looks at: other tests of this process need the real one.
afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

test('a short text waits for nobody, however long the scanner had nothing to do', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'performance'] })
  const scanner = createScanner(policy)
  await scanner.scan({ text: 'Good morning.' })
  vi.advanceTimersByTime(60_000)
  const waits = vi.spyOn(globalThis, 'setTimeout')
  await scanner.scan({ text: 'Good morning.' })
  expect(waits).not.toHaveBeenCalled()
})

test('others get their turn between the parts of a long text and between many edits', async () => {
  const input = [
    { id: 'mail', detect: 'pii', types: ['EMAIL'], action: { type: 'redact' } },
  ] as const
  const mail = compilePolicy(
    { ...preset('standard'), input },
    { id: 'mail', detectors: defaultDetectors() },
  )
  const turnsFor = async (text: string) => {
    let turns = 0
    await createScanner(mail, { breathe: () => Promise.resolve(void (turns += 1)) }).scan({ text })
    return turns
  }
  expect(await turnsFor('A plain sentence. '.repeat(600))).toBe(1)
  expect(await turnsFor('A plain sentence. '.repeat(6000))).toBeGreaterThan(6)
  expect(await turnsFor('jane@example.com '.repeat(600))).toBe(3)
})
