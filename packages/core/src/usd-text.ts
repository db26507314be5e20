/** Nano-USD as a decimal string of USD: exact, without trailing zeros. */
export function usdText(nanoUsd: bigint): string {
  const digits = (nanoUsd < 0n ? -nanoUsd : nanoUsd).toString().padStart(10, '0')
  const fraction = digits.slice(-9).replace(/0+$/, '')
  const whole = `${nanoUsd < 0n ? '-' : ''}${digits.slice(0, -9)}`
  return fraction === '' ? whole : `${whole}.${fraction}`
}
