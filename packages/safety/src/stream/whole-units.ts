/** Length without a trailing half of a surrogate pair. */
export function wholeUnits(text: string): number {
  const last = text.charCodeAt(text.length - 1)
  return last >= 0xd800 && last <= 0xdbff ? text.length - 1 : text.length
}
