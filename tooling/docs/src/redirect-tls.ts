import { connect as connectPlain } from 'node:net'
import tls, { type ConnectionOptions, type TLSSocket } from 'node:tls'
import { inspect } from 'node:util'

/**
 * Loaded before a block with `--import`: every TLS connection goes, in plain text, to the forward on
 * FORWARD_PORT. Below every HTTP client there is, so that a block runs as it is written.
 */
const port = Number(process.env['FORWARD_PORT'])
const redirected = (_options: ConnectionOptions): TLSSocket => {
  const socket = connectPlain(port, '127.0.0.1')
  socket.once('connect', () => socket.emit('secureConnect'))
  return socket as TLSSocket
}
Object.assign(tls, { connect: redirected })

// Printed objects show all they hold, or nothing could be said about them.
inspect.defaultOptions.depth = null
