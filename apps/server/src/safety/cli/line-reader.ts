/** One line of an input: its text, or why it has none. */
export interface InputLine {
  /** From 1, blank lines counted. */
  readonly number: number
  readonly text?: string
  readonly problem?: 'too-long' | 'not-utf8'
}

const newline = 0x0a

/** The lines of a byte stream, LF or CRLF, blank ones left out; a line over `maxBytes` is not kept. */
export async function* readLines(
  input: AsyncIterable<Uint8Array>,
  maxBytes: number,
): AsyncIterable<InputLine> {
  let number = 0
  let parts: Uint8Array[] = []
  let size = 0
  const take = (): InputLine | undefined => {
    number += 1
    const line = lineOf(number, parts, size, maxBytes)
    parts = []
    size = 0
    return line
  }
  for await (const chunk of input) {
    let from = 0
    for (;;) {
      const at = chunk.indexOf(newline, from)
      const piece = chunk.subarray(from, at === -1 ? chunk.length : at)
      size += piece.length
      if (size <= maxBytes) parts.push(piece)
      if (at === -1) break
      from = at + 1
      const line = take()
      if (line !== undefined) yield line
    }
  }
  const last = size > 0 ? take() : undefined
  if (last !== undefined) yield last
}

function lineOf(
  number: number,
  parts: readonly Uint8Array[],
  size: number,
  maxBytes: number,
): InputLine | undefined {
  if (size > maxBytes) return { number, problem: 'too-long' }
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts))
  } catch {
    return { number, problem: 'not-utf8' }
  }
  const line = text.endsWith('\r') ? text.slice(0, -1) : text
  return line.trim() === '' ? undefined : { number, text: line }
}
