/** Kinds of characters that some detector needs before it can find anything. */
export const trigger: {
  readonly digit: 1
  readonly at: 2
  readonly dot: 4
  readonly colon: 8
  readonly upper: 16
  readonly letter: 32
  readonly nonAscii: 64
  readonly assign: 128
  readonly dash: 256
  readonly underscore: 512
} = {
  digit: 1,
  at: 2,
  dot: 4,
  colon: 8,
  upper: 16,
  letter: 32,
  nonAscii: 64,
  assign: 128,
  dash: 256,
  underscore: 512,
}

const table: Uint16Array = buildTable()

/** The `trigger` bits of all characters of a text, in one pass. */
export function triggersOf(text: string): number {
  let bits = 0
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    bits |= unit < 128 ? (table[unit] ?? 0) : trigger.nonAscii
  }
  return bits
}

function buildTable(): Uint16Array {
  const bits = new Uint16Array(128)
  for (let unit = 0x30; unit <= 0x39; unit++) bits[unit] = trigger.digit
  for (let unit = 0x41; unit <= 0x5a; unit++) bits[unit] = trigger.upper | trigger.letter
  for (let unit = 0x61; unit <= 0x7a; unit++) bits[unit] = trigger.letter
  bits[0x40] = trigger.at
  bits[0x2e] = trigger.dot
  bits[0x3a] = trigger.colon | trigger.assign
  bits[0x3d] = trigger.assign
  bits[0x2d] = trigger.dash
  bits[0x5f] = trigger.underscore
  return bits
}
