import type { Frame } from './adapter.ts'

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

/** One SSE event block as a frame; `undefined` for a block of comments only. */
export function readBlock(text: string): Frame | undefined {
  let event: string | undefined
  let data: string | undefined
  for (const line of text.split(/\r\n|\n|\r/)) {
    const colon = line.indexOf(':')
    if (colon === 0) continue
    const field = colon === -1 ? line : line.slice(0, colon)
    const value = colon === -1 ? '' : line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1)
    if (field === 'data') data = data === undefined ? value : `${data}\n${value}`
    else if (field === 'event') event = value
  }
  if (data === undefined) return undefined
  return event === undefined ? { data } : { event, data }
}
