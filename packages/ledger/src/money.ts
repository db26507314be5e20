const digits = 9

/** An amount in USD as nano-USD; less than one of them is dropped. */
export function nanoOf(usd: number | string): bigint {
  const text = typeof usd === 'number' ? usd.toFixed(digits) : usd.trim()
  const match = /^(\d+)(?:\.(\d+))?$/.exec(text)
  if (match === null) throw new TypeError(`"${text}" is no amount in USD.`)
  const [, whole = '', part = ''] = match
  return BigInt(whole + part.slice(0, digits).padEnd(digits, '0'))
}

/** Nano-USD as people read them: `$12.50`, `$0.000015`. */
export function usdText(nanoUsd: bigint): string {
  const sign = nanoUsd < 0n ? '-' : ''
  const text = (nanoUsd < 0n ? -nanoUsd : nanoUsd).toString().padStart(digits + 1, '0')
  const part = text.slice(-digits).replace(/0{1,7}$/, '')
  return `${sign}$${text.slice(0, -digits)}.${part}`
}
