import type { JsonObject, Part, PartSeed } from '@signalbox/core'
import { stringify } from '@signalbox/core'

/** The part as it stands. */
export function partOf(seed: PartSeed, text: string): Part {
  switch (seed.type) {
    case 'text':
    case 'reasoning':
    case 'refusal':
      return { ...seed, text }
    case 'tool-call':
      return { ...seed, arguments: text }
    case 'media':
    case 'tool-result':
    case 'server-tool':
    case 'reference':
    case 'opaque':
      return seed
  }
}

/** Fields of a patch over a seed; citations add up, its text is told apart. */
export function patched(seed: PartSeed, fields: Partial<Part>): PartSeed {
  const citations = [...(seed.citations ?? []), ...(fields.citations ?? [])]
  const {
    text: _text,
    arguments: _arguments,
    ...rest
  } = { ...fields } as Partial<Part> & {
    text?: string
    arguments?: string
  }
  // A patch never changes the kind of a part, so the seed keeps its type.
  return { ...seed, ...rest, ...(citations.length === 0 ? {} : { citations }) } as PartSeed
}

/** One server-sent event; `fields` come after type and number. */
export function sse(type: string, sequence: number, fields: JsonObject): string {
  const data = stringify({ type, sequence_number: sequence, ...fields })
  return `event: ${type}\ndata: ${data}\n\n`
}
