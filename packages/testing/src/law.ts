import { test } from 'vitest'

/** Registers one law of a suite; the check throws where it does not hold. */
export function law(sentence: string, check: () => void | Promise<void>): void {
  // oxlint-disable-next-line vitest/valid-title, vitest/expect-expect -- both come from the caller
  test(sentence, check)
}

/** Shows what could not be checked, and why, as a skipped test. */
export function unchecked(sentence: string, reason: string): void {
  // oxlint-disable-next-line vitest/no-disabled-tests, vitest/valid-title, vitest/expect-expect -- a report, not a test
  test.skip(`${sentence}: ${reason}`)
}
