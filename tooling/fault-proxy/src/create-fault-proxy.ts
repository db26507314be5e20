import { connect, createServer, type Server, type Socket } from 'node:net'

import type { Faults } from './faults.ts'
import { Lane } from './lane.ts'

/** Where a proxy passes bytes to, and what it does wrong from the start. */
export interface FaultProxyOptions {
  readonly upstreamPort: number
  readonly upstreamHost?: string | undefined
  readonly faults?: Faults | undefined
}

/** A TCP proxy on a free local port. */
export interface FaultProxy extends AsyncDisposable {
  readonly port: number
  /** Sockets that are open now. */
  readonly open: { readonly clients: number; readonly upstreams: number }
  /** Connections accepted so far. */
  readonly accepted: number
  /** Replaces all faults, also for connections that are open; resolves when they are in force. */
  set(faults: Faults): Promise<void>
  close(): Promise<void>
}

const host = '127.0.0.1'

/**
 * A proxy between a client and its upstream with faults that can be switched while it runs.
 *
 * @example const proxy = await createFaultProxy({ upstreamPort, faults: { toClient: { cutAfter: 100 } } })
 */
export async function createFaultProxy(options: FaultProxyOptions): Promise<FaultProxy> {
  const { upstreamPort, upstreamHost = host } = options
  const clients = new Set<Socket>()
  const upstreams = new Set<Socket>()
  let faults: Faults = {}
  let accepted = 0

  const server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    accepted++
    track(clients, client)
    if (faults.connect === 'reset') {
      client.resetAndDestroy()
      return
    }
    if (faults.connect === 'black-hole') {
      // Bytes are read so that the client's end is seen; nothing ever comes back.
      client.resume().on('end', () => client.end())
      return
    }
    const upstream = connect({ port: upstreamPort, host: upstreamHost, allowHalfOpen: true })
    upstream.setNoDelay(true)
    track(upstreams, upstream)
    join(client, upstream, () => faults)
  })

  await listen(server, 0)
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The proxy has no port.')
  const { port } = address

  const proxy: FaultProxy = {
    port,
    get open() {
      return { clients: clients.size, upstreams: upstreams.size }
    },
    get accepted() {
      return accepted
    },
    async set(next) {
      faults = next
      if (next.connect === 'refuse') server.close()
      else if (!server.listening) await listen(server, port)
    },
    async close() {
      for (const socket of [...clients, ...upstreams]) socket.destroy()
      if (server.listening) await new Promise((resolve) => server.close(resolve))
    },
    [Symbol.asyncDispose]: () => proxy.close(),
  }
  await proxy.set(options.faults ?? {})
  return proxy
}

function join(client: Socket, upstream: Socket, faults: () => Faults): void {
  const ends = {
    reset() {
      client.resetAndDestroy()
      upstream.resetAndDestroy()
    },
    cut() {
      client.end()
      upstream.end()
    },
  }
  new Lane(client, upstream, () => faults().toUpstream ?? {}, ends).start()
  new Lane(upstream, client, () => faults().toClient ?? {}, ends).start()
}

function track(sockets: Set<Socket>, socket: Socket): void {
  sockets.add(socket)
  // The error says nothing that `close` does not; without a listener it would end the process.
  socket.on('error', () => undefined)
  socket.on('close', () => sockets.delete(socket))
}

function listen(server: Server, port: number): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  server.once('error', reject)
  server.listen(port, host, () => {
    server.off('error', reject)
    resolve()
  })
  return promise
}
