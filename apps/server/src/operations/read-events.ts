/** One server-sent event; without a name in the stream it is called `message`. */
export interface ReadEvent {
  readonly id: string | undefined
  readonly event: string
  readonly data: string
}

/** The events of a stream, comments left out. */
export async function* readEvents(
  body: ReadableStream<Uint8Array> | null,
): AsyncGenerator<ReadEvent> {
  if (body === null) return
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of body) {
    text += decoder.decode(chunk, { stream: true })
    const blocks = text.split('\n\n')
    text = blocks.pop() ?? ''
    for (const block of blocks) {
      const event = eventOf(block)
      if (event !== undefined) yield event
    }
  }
}

function eventOf(block: string): ReadEvent | undefined {
  const fields = block.split('\n').map((line) => /^(\w+): ?(.*)$/.exec(line))
  const of = (name: string) => fields.find((field) => field?.[1] === name)?.[2]
  const data = fields.flatMap((field) => (field?.[1] === 'data' ? [field[2] ?? ''] : []))
  if (data.length === 0) return undefined
  return { id: of('id'), event: of('event') ?? 'message', data: data.join('\n') }
}
