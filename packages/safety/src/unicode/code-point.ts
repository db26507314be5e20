/**
 * The character at a unit, or the unit itself where it is half a pair; `NaN` behind the end.
 *
 * Compiled code of V8 answers `codePointAt` on the last unit of a slice with what stands behind the
 * slice in the text it was cut from, so halves at the end of a slice became whole once code ran
 * often. This reads single units, which stay within the slice.
 */
export function codePointAt(text: string, index: number): number {
  const high = text.charCodeAt(index)
  if (!(high >= 0xd800 && high <= 0xdbff)) return high
  const low = text.charCodeAt(index + 1)
  return low >= 0xdc00 && low <= 0xdfff ? (high - 0xd800) * 0x400 + low - 0xdc00 + 0x10000 : high
}
