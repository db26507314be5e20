/** Index past the last blank line of SSE text, 0 when no event is complete yet. */
export function lastBorder(text: string): number {
  const lf = text.lastIndexOf('\n\n')
  const crlf = text.lastIndexOf('\n\r\n')
  const cr = text.lastIndexOf('\r\r')
  return Math.max(lf === -1 ? 0 : lf + 2, crlf === -1 ? 0 : crlf + 3, cr === -1 ? 0 : cr + 2)
}

const block = /[^]*?(?:\n\n|\n\r\n|\r\r)/g

/** Cuts text that ends at a border into event blocks, each with its blank line. */
export function splitBlocks(text: string): readonly string[] {
  return text.match(block) ?? []
}
