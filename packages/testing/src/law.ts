/* oxlint-disable vitest/valid-title, vitest/expect-expect, vitest/no-disabled-tests, vitest/valid-describe-callback -- names and checks come from the caller */
import { describe, test } from 'vitest'

/** Groups the laws of one subject. */
export function suite(name: string, body: () => void): void {
  describe(name, body)
}

/** Registers one law; the check throws where it does not hold. */
export function law(sentence: string, check: () => void | Promise<void>): void {
  test(sentence, check)
}

/** A law of what a subject may or may not offer; where it does not, the reason is shown. */
export function lawWhere(
  sentence: string,
  missing: () => string | undefined,
  check: () => Promise<void>,
): void {
  test(sentence, async (context) => {
    const reason = missing()
    context.skip(reason !== undefined, reason)
    await check()
  })
}

/** Shows what could not be checked, and why, as a skipped test. */
export function unchecked(sentence: string, reason: string): void {
  test.skip(`${sentence}: ${reason}`)
}
