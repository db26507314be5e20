import { Buffer } from 'node:buffer'
import { setImmediate } from 'node:timers/promises'

import { buildConnector, Pool, type Dispatcher } from 'undici'

import { GatewayError } from '../errors.ts'
import type { HeaderList, WireRequest } from '../http.ts'
import type { Clocks, Transport, TransportControl, TransportHandler } from '../ports.ts'
import { transportError } from '../transport-error.ts'
import { ClockWheel, type WatchedCall } from './clock-wheel.ts'
import { guardedConnector, type ConnectionGuard } from './guarded-connector.ts'

/** Bounds of the connection pools. */
export interface UndiciTransportOptions {
  readonly connectMs?: number | undefined
  readonly keepAliveMs?: number | undefined
  /** Most connections to one origin at once. */
  readonly maxConnections?: number | undefined
  /** Keeps connections out of private networks; without it they go anywhere. */
  readonly guard?: ConnectionGuard | undefined
}

/** undici finds a free socket by a linear scan, so a pool stays this small; measured. */
const shardSize = 256

/** Keep-alive pools over undici, HTTP/1.1; with one timer for the clocks of all calls. */
export function undiciTransport(options: UndiciTransportOptions = {}): Transport {
  const { connectMs = 10_000, keepAliveMs = 60_000, maxConnections = 4096, guard } = options
  const socket = { timeout: connectMs, noDelay: true }
  const open = guard === undefined ? buildConnector(socket) : guardedConnector(socket, guard)
  const opened = { count: 0 }
  const connect: typeof open = (target, callback) => {
    opened.count++
    open(target, callback)
  }
  const shards = new Map<string, Shard[]>()
  const warming = new Map<string, Promise<void>>()
  const wheel = new ClockWheel()

  const openShard = (origin: string, others: number): Shard => {
    const size = Math.min(shardSize, maxConnections - others * shardSize)
    if (size <= 0) throw tooMany()
    const pool = new Pool(origin, {
      connections: size,
      pipelining: 1,
      allowH2: false,
      headersTimeout: 0,
      bodyTimeout: 0,
      keepAliveTimeout: keepAliveMs,
      connect,
    })
    return { pool, size, opened, inflight: 0 }
  }
  const shardFor = (origin: string): Shard => {
    const list = shards.get(origin) ?? []
    let best: Shard | undefined
    for (const shard of list)
      if (shard.inflight < shard.size && shard.inflight >= (best?.inflight ?? 0)) best = shard
    if (best !== undefined) return best
    const added = openShard(origin, list.length)
    shards.set(origin, list)
    list.push(added)
    return added
  }

  return {
    dispatch(request, handler, clocks) {
      const call = new Call(handler, clocks, wheel)
      try {
        const shard = shardFor(request.origin)
        call.run(shard, request)
      } catch (error) {
        call.fail(error)
      }
      return call
    },
    async warm(origin) {
      const running =
        warming.get(origin) ??
        warmUp(shardFor(origin), connectMs).finally(() => warming.delete(origin))
      warming.set(origin, running)
      await running
    },
    async close() {
      const pools = [...shards.values()].flat().map(({ pool }) => pool)
      shards.clear()
      await Promise.all(pools.map((pool) => pool.destroy()))
    },
  }
}

function tooMany(): GatewayError {
  return new GatewayError(
    'overloaded',
    'Too many requests to this provider are running; retry later.',
    {
      origin: 'gateway',
      verdict: 'overloaded',
      ran: 'no',
      scope: 'target',
      retryAfterMs: 1000,
    },
  )
}

interface Shard {
  readonly pool: Pool
  readonly size: number
  /** Of all shards; undici opens a connection before `dispatch` returns. */
  readonly opened: { readonly count: number }
  inflight: number
}

/** Leaves an idle connection in the pool. Not HEAD: undici closes the connection after it. */
async function warmUp(shard: Shard, timeoutMs: number): Promise<void> {
  shard.inflight++
  try {
    const { body } = await shard.pool.request({
      method: 'OPTIONS',
      path: '/',
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
    })
    await body.dump()
    // undici hands a connection out again one turn after its answer.
    await setImmediate()
  } catch (error) {
    throw transportError(error, false)
  } finally {
    shard.inflight--
  }
}

class Call implements TransportControl, Dispatcher.DispatchHandler, WatchedCall {
  readonly clocks: Clocks
  readonly startedAt: number = performance.now()
  lastByteAt: number | undefined = undefined
  slot = -1
  readonly #handler: TransportHandler
  readonly #wheel: ClockWheel
  #controller: Dispatcher.DispatchController | undefined
  #shard: Shard | undefined
  #reason: unknown
  #connectMs = 0
  #opens = false
  #paused = false
  #headed = false
  #over = false

  constructor(
    handler: TransportHandler,
    clocks: Clocks = {
      connectMs: 10_000,
      firstTokenMs: Infinity,
      idleMs: Infinity,
      totalMs: Infinity,
    },
    wheel: ClockWheel,
  ) {
    this.#handler = handler
    this.clocks = clocks
    this.#wheel = wheel
  }

  run(shard: Shard, { method, path, headers, body }: WireRequest): void {
    this.#shard = shard
    shard.inflight++
    this.#wheel.add(this)
    // undici wants mutable headers, and a Uint8Array body as a Buffer.
    const bytes =
      body instanceof Uint8Array ? Buffer.from(body.buffer, body.byteOffset, body.length) : body
    const before = shard.opened.count
    shard.pool.dispatch({ method, path, headers: [...headers], body: bytes ?? null }, this)
    this.#opens = shard.opened.count > before
  }

  pause(): void {
    this.#paused = true
    // Silence that we asked for is not the provider's.
    if (this.lastByteAt !== undefined) this.lastByteAt = Infinity
    this.#controller?.pause()
  }

  resume(): void {
    if (!this.#paused) return
    this.#paused = false
    this.lastByteAt = performance.now()
    this.#controller?.resume()
  }

  abort(reason: unknown): void {
    if (this.#over || this.#reason !== undefined) return
    this.#reason = reason ?? new GatewayError('cancelled', 'The call was cancelled.')
    if (this.#controller === undefined) this.fail(this.#reason)
    else this.#controller.abort(this.#reason instanceof Error ? this.#reason : new Error('aborted'))
  }

  fail(error: unknown): void {
    if (this.#over) return
    this.#done()
    this.#handler.onError(transportError(this.#reason ?? error, this.#headed))
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller
    if (this.#opens) this.#connectMs = performance.now() - this.startedAt
    if (this.#reason !== undefined)
      controller.abort(this.#reason instanceof Error ? this.#reason : new Error('aborted'))
    else if (this.#paused) controller.pause()
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: ResponseHeaders,
  ): void {
    if (status < 200 || this.#over) return
    this.#headed = true
    this.#handler.onHead(status, headerList(headers), this.#connectMs)
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Uint8Array): void {
    this.lastByteAt = this.#paused ? Infinity : performance.now()
    if (!this.#over) this.#handler.onData(chunk)
  }

  onResponseEnd(): void {
    if (this.#over) return
    this.#done()
    if (this.#reason === undefined) this.#handler.onEnd()
    else this.#handler.onError(transportError(this.#reason, this.#headed))
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.fail(error)
  }

  #done(): void {
    this.#over = true
    this.#wheel.delete(this)
    if (this.#shard !== undefined) this.#shard.inflight--
    this.#shard = undefined
  }
}

type ResponseHeaders = Readonly<Record<string, string | string[] | undefined>>

/** undici has read them already, names in lower case. */
function headerList(headers: ResponseHeaders): HeaderList {
  const out: string[] = []
  for (const name of Object.keys(headers)) {
    const value = headers[name]
    if (typeof value === 'string') out.push(name, value)
    else for (const each of value ?? []) out.push(name, each)
  }
  return out
}
