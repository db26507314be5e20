import type { Context, Reply } from './context.ts'
import type { Dialect, StreamEncoder } from './dialect.ts'
import type { GatewayError } from './errors.ts'
import type { EventStream, StreamPipe } from './event-stream.ts'
import { explode } from './explode.ts'
import type { HeaderList, Outbound } from './http.ts'
import type { Sink } from './ports.ts'
import { replyHeaders } from './reply-headers.ts'
import { eventStream } from './stream-of.ts'
import { usdOf } from './total-cost.ts'

/** Hands a reply to the client: the provider's bytes where they may pass, else rendered. */
export async function deliver(
  reply: Reply,
  context: Context,
  dialect: Dialect,
  sink: Sink,
  encoder: StreamEncoder | undefined,
): Promise<void> {
  // Nobody is there to read; the pipeline ends the stream of a client that left.
  if (sink.phase === 'aborted') return
  if (reply.type === 'stream') {
    if (encoder === undefined)
      throw new TypeError(`The dialect ${dialect.name} has no streams, but the reply is one.`)
    headStream(sink, encoder, context)
    const { relay } = reply.events
    if (relay?.wire === dialect.name) await passBytes(reply.events, context, sink, encoder, relay)
    else await writeEvents(reply.events, context, sink, encoder)
    return
  }
  if (reply.type === 'completion' && encoder !== undefined) {
    headStream(sink, encoder, context)
    await writeEvents(eventStream(explode(reply.completion)), context, sink, encoder)
    return
  }
  const raw = reply.raw?.wire === dialect.name ? reply.raw : undefined
  if (raw !== undefined)
    sendWhole(sink, {
      status: 200,
      headers: ['content-type', raw.mediaType ?? 'application/json', ...replyHeaders(context)],
      body: raw.bytes,
    })
  else {
    const outbound = dialect.encodeReply(named(reply, context), context.original)
    sendWhole(sink, { ...outbound, headers: [...outbound.headers, ...replyHeaders(context)] })
  }
}

function named<R extends Exclude<Reply, { type: 'stream' }>>(reply: R, context: Context): R {
  if (reply.type === 'result') return reply
  const { completion } = reply
  return { ...reply, completion: { ...completion, ...nameOf(completion, context) } }
}

/** Clients count on an id and a time; not every wire sends them. */
function nameOf(
  { id, createdAt }: { readonly id: string; readonly createdAt?: number | undefined },
  context: Context,
): { readonly id: string; readonly createdAt: number } {
  return {
    id: id === '' ? context.id : id,
    createdAt: createdAt ?? Math.floor(context.clock.wall() / 1000),
  }
}

/** The head of a stream, once; a keep-alive may have written it already. */
export function headStream(sink: Sink, encoder: StreamEncoder, context: Context): void {
  if (sink.phase !== 'idle') return
  const proxies: HeaderList = ['cache-control', 'no-cache', 'x-accel-buffering', 'no']
  sink.head(200, [...encoder.headers, ...proxies, ...replyHeaders(context)])
}

const utf8 = new TextEncoder()

/** A whole answer. */
export function sendWhole(sink: Sink, { status, headers, body }: Outbound): void {
  const bytes = typeof body === 'string' ? utf8.encode(body) : body
  sink.head(status, headers, bytes.length)
  sink.end(bytes)
}

/** The grammar's own error ending, then a cut: never a clean end. */
export function failStream(
  sink: Sink,
  encoder: StreamEncoder,
  error: GatewayError,
  id: string,
): void {
  if (sink.phase !== 'headed') return
  sink.writeText(encoder.end(error, id))
  sink.abort(error)
}

async function passBytes(
  events: EventStream,
  context: Context,
  sink: Sink,
  encoder: StreamEncoder,
  relay: StreamPipe,
): Promise<void> {
  const error = await relay.pipe(sink)
  if (sink.phase !== 'headed') return
  if (error === undefined) {
    sink.end()
    return
  }
  const { id, partial, told } = await events.ended
  if (told === true) {
    sink.abort(error)
    return
  }
  if (partial === true) sink.writeText('\n\n')
  encoder.push({ type: 'start', id: id ?? '', model: '' })
  failStream(sink, encoder, error, context.id)
}

async function writeEvents(
  events: EventStream,
  context: Context,
  sink: Sink,
  encoder: StreamEncoder,
): Promise<void> {
  let text = ''
  let failure: GatewayError | undefined
  await events.pipe({
    event(event) {
      if (event.type === 'error') failure ??= event.error
      else if (event.type === 'start') text += encoder.push({ ...event, ...nameOf(event, context) })
      else if (failure === undefined) text += encoder.push(event)
    },
    flush(resume) {
      const ready = text
      text = ''
      if (ready === '' || sink.phase !== 'headed') return true
      const more = sink.writeText(ready)
      if (!more) sink.onDrain = resume
      return more
    },
  })
  // The books are closed by whoever hears of the end before this reader.
  await events.ended
  if (failure !== undefined) failStream(sink, encoder, failure, context.id)
  else if (sink.phase === 'headed') sink.end(encoder.end(undefined, usdOf(context.facts)))
}
