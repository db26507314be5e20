import { expect, test } from 'vitest'

/**
 * One threat: `attack` throws when it gets through. It must not, and it must once the defence is
 * gone, else the test would prove nothing.
 */
export function threat(
  row: number,
  name: string,
  attack: (defended: boolean) => void | Promise<void>,
): void {
  test(`threat ${String(row)}: ${name}`, async () => {
    await attack(true)
    let gotThrough = false
    try {
      await attack(false)
    } catch {
      gotThrough = true
    }
    expect(gotThrough).toBe(true)
  })
}
