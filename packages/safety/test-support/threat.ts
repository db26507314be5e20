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
    await expect(
      (async () => {
        await attack(false)
      })(),
      'without its defence the attack must get through',
    ).rejects.toThrow()
  })
}
