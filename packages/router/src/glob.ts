/** Whether a text fits a pattern in which `*` stands for any run of characters; linear, no backtracking. */
export function globMatches(pattern: string, text: string): boolean {
  const star = pattern.indexOf('*')
  if (star < 0) return pattern === text
  const pieces = pattern.split('*')
  const last = pieces.length - 1
  const tail = pieces[last] ?? ''
  if (!text.startsWith(pieces[0] ?? '')) return false
  let at = (pieces[0] ?? '').length
  if (text.length - at < tail.length) return false
  for (let i = 1; i < last; i++) {
    const piece = pieces[i] ?? ''
    const found = text.indexOf(piece, at)
    if (found < 0) return false
    at = found + piece.length
  }
  return text.length - at >= tail.length && text.endsWith(tail)
}
