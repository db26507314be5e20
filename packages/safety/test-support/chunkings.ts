/** Pieces of a text, as they could arrive. */
export type Chunking = readonly string[]

/** How many times more than in continuous integration properties are tried: `FC_TIMES`. */
export const times: number = Number(process.env['FC_TIMES'] ?? 1)

const sizes = [1, 2, 3, 5, 8]

/** Every cut in two, every single unit between what is before and behind it, and pieces of one size. */
export function* chunkingsOf(text: string): Generator<Chunking> {
  for (let at = 0; at <= text.length; at++) yield [text.slice(0, at), text.slice(at)]
  for (let at = 0; at < text.length; at++)
    yield [text.slice(0, at), text.charAt(at), text.slice(at + 1)]
  for (const size of sizes) yield inPiecesOf(text, size)
}

/** How many chunkings a text of some length has at least. */
export function fewestChunkings(length: number): number {
  return 2 * length + 1 + sizes.length
}

function inPiecesOf(text: string, size: number): Chunking {
  const pieces: string[] = []
  for (let at = 0; at < text.length; at += size) pieces.push(text.slice(at, at + size))
  return pieces
}
