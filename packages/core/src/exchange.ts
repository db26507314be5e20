import { systemClock } from './clock.ts'
import type { Context, InboundFact } from './context.ts'
import { createContext } from './create-context.ts'
import type { CustodyOptions, CustodyScope } from './custody-scope.ts'
import { createCustody } from './custody.ts'
import { deliver, failStream, headStream, sendWhole } from './deliver.ts'
import type { Dialect, StreamEncoder, Surface } from './dialect.ts'
import { GatewayError } from './errors.ts'
import type { HeaderList, Inbound } from './http.ts'
import { memoryStore } from './memory-store.ts'
import { parseBody } from './parse-body.ts'
import { partitionOf } from './partition.ts'
import type { Pipeline } from './pipeline.ts'
import type { Clock, Logger, Sink } from './ports.ts'
import { replyHeaders } from './reply-headers.ts'
import { requestIdOf } from './request-id.ts'
import { SurfaceTable, type Match } from './surface-match.ts'

/** What serves clients: a pipeline and the dialects they speak. */
export interface ExchangeOptions {
  readonly pipeline: Pipeline
  readonly dialects: readonly Dialect[]
  readonly clock?: Clock | undefined
  readonly logger?: Logger | undefined
  /** Silence before the door writes head and comments to a waiting stream client; the status is spent then. */
  readonly keepAliveAfterMs?: number | undefined
  /** Largest body of a surface that names none; default 25 MiB. */
  readonly maxBytes?: number | undefined
  /** Default: a random key and a memory store, good for one process. */
  readonly continuity?: CustodyOptions | undefined
  /**
   * Asked who is there when a request cannot be read: it throws for whom the pipeline would turn away,
   * who then hears that and nothing of the request.
   */
  readonly admit?: ((inbound: Inbound) => unknown) | undefined
  /** Hears of requests that never reached the pipeline. */
  readonly refused?: ((refusal: Refusal) => void) | undefined
}

/** A request that was answered at the door: an unknown path, a body that nobody can read. */
export interface Refusal {
  readonly id: string
  readonly error: GatewayError
  readonly startedMs: number
  /** `route` is empty where no surface has the path. */
  readonly inbound: InboundFact
}

/** Match, decode, run, deliver, as data: a door is a few lines around it. */
export interface Exchange {
  match(method: string, path: string): Surface | undefined
  /** False when no surface has this path: the door asks somebody else. */
  run(inbound: Inbound, sink: Sink): Promise<boolean>
  /** Refuses in the words of the nearest dialect: unknown paths, wrong methods, unreadable bodies. */
  refuse(inbound: Omit<Inbound, 'body'>, sink: Sink, error?: GatewayError): void
  readonly maxBytes: number
}

/** An exchange over a pipeline. */
export function exchange(options: ExchangeOptions): Exchange {
  const { pipeline, clock = systemClock, logger, keepAliveAfterMs } = options
  const table = new SurfaceTable(options.dialects)
  const custody = createCustody(
    options.continuity ?? {
      key: crypto.getRandomValues(new Uint8Array(32)),
      store: memoryStore({ clock }),
    },
  )

  async function serve(match: Match, inbound: Inbound, sink: Sink, id: string): Promise<void> {
    const { dialect, surface, params } = match
    const leave = new AbortController()
    const startedMs = clock.now()
    const inboundFact = factOf(inbound, dialect, surface)
    sink.onClose = (clean) => {
      if (!clean) leave.abort(clientLeft())
    }
    if (sink.phase === 'aborted') leave.abort(clientLeft())
    let encoder: StreamEncoder | undefined
    let context: Context | undefined
    try {
      const body = surface.body === 'raw' ? {} : parseBody(inbound.body)
      const request = dialect.decodeRequest(body, inbound, params)
      context = createContext({
        request,
        id,
        signal: leave.signal,
        clock,
        logger,
        startedMs,
        inbound: inboundFact,
      })
      const scope = new LazyScope(dialect.name, request.source?.headers ?? inbound.headers)
      context.request = await custody.open(request, scope)
      if (request.operation === 'chat' && request.stream) encoder = dialect.encodeStream?.(request)
      const reply =
        encoder === undefined || keepAliveAfterMs === undefined
          ? await pipeline(context)
          : await keptAlive(pipeline(context), context, sink, encoder, keepAliveAfterMs)
      await deliver(custody.seal(reply, scope, context.target), context, dialect, sink, encoder)
    } catch (thrown) {
      const error =
        context === undefined ? await unread(thrown, inbound) : GatewayError.from(thrown)
      if (error.kind === 'internal')
        logger?.error('a request failed inside the gateway', { requestId: id, error })
      leave.abort(error)
      if (context === undefined) tell({ id, error, startedMs, inbound: inboundFact })
      try {
        answerError(dialect, sink, encoder, error, { id, context })
      } catch (failed) {
        logger?.error('an error could not be told', { requestId: id, error: failed })
        sink.abort(error)
      }
    }
  }

  /** Why a request was not even understood; strangers are told something else. */
  async function unread(thrown: unknown, inbound: Inbound): Promise<GatewayError> {
    try {
      await options.admit?.(inbound)
      return GatewayError.from(thrown)
    } catch (refused) {
      return GatewayError.from(refused)
    }
  }

  function tell(refusal: Refusal): void {
    try {
      options.refused?.(refusal)
    } catch (failed) {
      logger?.error('a listener of refusals failed', { requestId: refusal.id, error: failed })
    }
  }

  return {
    maxBytes: options.maxBytes ?? 25 * 1024 * 1024,
    match: (method, path) => table.find(method, path)?.surface,
    async run(inbound, sink) {
      const match = table.find(inbound.method, inbound.path)
      if (match === undefined) return false
      await serve(match, inbound, sink, requestIdOf(inbound.headers, clock.wall()))
      return true
    },
    refuse(inbound, sink, error) {
      const dialect = table.nearest(inbound.path)
      if (dialect === undefined) throw new TypeError('An exchange needs at least one dialect.')
      const methods = table.methodsOf(inbound.path)
      const refusal = error ?? unknownPath(inbound, methods)
      const allow = methods.length > 0 && error === undefined ? ['allow', methods.join(', ')] : []
      const id = requestIdOf(inbound.headers, clock.wall())
      const surface = table.find(inbound.method, inbound.path)?.surface
      tell({
        id,
        error: refusal,
        startedMs: clock.now(),
        inbound: factOf(inbound, dialect, surface),
      })
      const outbound = dialect.encodeError(refusal, id)
      sendWhole(sink, { ...outbound, headers: [...outbound.headers, ...allow, 'x-request-id', id] })
    },
  }
}

function answerError(
  dialect: Dialect,
  sink: Sink,
  encoder: StreamEncoder | undefined,
  error: GatewayError,
  { id, context }: { readonly id: string; readonly context: Context | undefined },
): void {
  if (sink.phase === 'idle') {
    const outbound = dialect.encodeError(error, id)
    const own = context ? replyHeaders(context) : ['x-request-id', id]
    sendWhole(sink, { ...outbound, headers: [...outbound.headers, ...own] })
  } else if (encoder !== undefined) failStream(sink, encoder, error, id)
  else sink.abort(error)
}

/** The key's fingerprint costs a hash, and most requests never need it. */
class LazyScope implements CustodyScope {
  readonly wire: string
  readonly #headers: HeaderList
  #partition: string | undefined

  constructor(wire: string, headers: HeaderList) {
    this.wire = wire
    this.#headers = headers
  }

  get partition(): string {
    return (this.#partition ??= partitionOf(this.#headers))
  }
}

async function keptAlive<Answer>(
  answer: Promise<Answer>,
  context: Context,
  sink: Sink,
  encoder: StreamEncoder,
  everyMs: number,
): Promise<Answer> {
  const answered = new AbortController()
  void keepAlive(context, sink, encoder, answered.signal, everyMs)
  try {
    return await answer
  } finally {
    answered.abort()
  }
}

async function keepAlive(
  context: Context,
  sink: Sink,
  encoder: StreamEncoder,
  answered: AbortSignal,
  everyMs: number,
): Promise<void> {
  const signal = AbortSignal.any([answered, context.signal])
  try {
    for (;;) {
      await context.clock.sleep(everyMs, signal)
      headStream(sink, encoder, context)
      if (sink.phase !== 'headed') return
      sink.writeText(encoder.keepAlive())
    }
  } catch (error) {
    // The answer came or the client left: both end the waiting.
    if (!signal.aborted)
      context.logger.error('the keep-alive failed', { requestId: context.id, error })
  }
}

function factOf(
  { method, headers }: Pick<Inbound, 'method' | 'headers'>,
  dialect: Dialect,
  surface: Surface | undefined,
): InboundFact {
  return { dialect: dialect.name, method, route: surface?.path ?? '', headers }
}

function clientLeft(): GatewayError {
  return new GatewayError('cancelled', 'The client closed the request.', { origin: 'client' })
}

function unknownPath(
  { method, path }: Pick<Inbound, 'method' | 'path'>,
  methods: readonly string[],
): GatewayError {
  const shown = path.slice(0, 200)
  return methods.length === 0
    ? new GatewayError(
        'invalid_request',
        `There is nothing at ${shown}; see /llms.txt for the paths.`,
        {
          origin: 'client',
          status: 404,
        },
      )
    : new GatewayError(
        'invalid_request',
        `${method} is not possible on ${shown}; use ${methods.join(' or ')}.`,
        {
          origin: 'client',
          status: 405,
        },
      )
}
