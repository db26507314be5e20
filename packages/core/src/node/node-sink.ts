import { Buffer } from 'node:buffer'
import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

import type { HeaderList } from '../http.ts'
import type { Sink } from '../ports.ts'

/** Above this a latin1 copy costs more than a second write; measured at 8 KB. */
const copyBelow = 8192

/** A sink over a Node response: one socket write per chunk, and a cut that never looks clean. */
export class NodeSink implements Sink {
  phase: Sink['phase'] = 'idle'
  onDrain: (() => void) | undefined = undefined
  onClose: ((clean: boolean) => void) | undefined = undefined
  readonly #response: ServerResponse
  #framed = false

  constructor(response: ServerResponse) {
    this.#response = response
    response.on('drain', () => {
      this.onDrain?.()
    })
    response.on('close', () => {
      const clean = this.phase === 'ended' && response.writableFinished
      if (!clean && this.phase !== 'aborted') this.phase = 'aborted'
      this.onClose?.(clean)
      // A writer that waits for room would wait for ever.
      if (!clean) this.onDrain?.()
    })
    response.on('error', () => undefined)
  }

  head(status: number, headers: HeaderList, length?: number): void {
    if (this.phase !== 'idle') return
    this.#writeHead(status, headers, length)
    // Only now: a header that Node refuses leaves the sink free for an error answer.
    this.phase = 'headed'
  }

  #writeHead(status: number, headers: HeaderList, length: number | undefined): void {
    const response = this.#response
    // A head that Node refused has left its traces.
    response.statusMessage = ''
    this.#framed = false
    if (length !== undefined) {
      response.writeHead(status, [...headers, 'content-length', String(length)])
      return
    }
    // Own framing only towards HTTP/1.1: an older client would get the frames as text.
    this.#framed = response.req.httpVersion === '1.1' && response.req.method !== 'HEAD'
    if (!this.#framed) {
      response.shouldKeepAlive = false
      response.useChunkedEncodingByDefault = false
      response.writeHead(status, [...headers, 'connection', 'close'])
      return
    }
    response.writeHead(status, [...headers, 'transfer-encoding', 'chunked'])
    response.chunkedEncoding = false
  }

  write(bytes: Uint8Array): boolean {
    if (this.phase !== 'headed' || bytes.length === 0) return true
    const response = this.#response
    if (!this.#framed) return response.write(bytes)
    const size = bytes.length.toString(16)
    if (bytes.length <= copyBelow)
      return response.write(`${size}\r\n${latin1(bytes)}\r\n`, 'latin1')
    response.cork()
    response.write(`${size}\r\n`, 'latin1')
    response.write(bytes)
    const more = response.write('\r\n', 'latin1')
    response.uncork()
    return more
  }

  writeText(text: string): boolean {
    if (this.phase !== 'headed' || text === '') return true
    if (!this.#framed) return this.#response.write(text)
    const size = Buffer.byteLength(text).toString(16)
    return this.#response.write(`${size}\r\n${text}\r\n`, 'utf8')
  }

  end(last?: Uint8Array | string): void {
    if (this.phase !== 'headed') return
    const response = this.#response
    if (this.#framed) {
      if (typeof last === 'string') this.writeText(last)
      else if (last !== undefined) this.write(last)
      this.phase = 'ended'
      response.end('0\r\n\r\n', 'latin1')
      return
    }
    this.phase = 'ended'
    if (last === undefined) response.end()
    else if (typeof last === 'string' || last.length > copyBelow) response.end(last)
    else response.end(latin1(last), 'latin1')
  }

  abort(_reason: unknown): void {
    if (this.phase === 'ended' || this.phase === 'aborted') return
    this.phase = 'aborted'
    // What was written still leaves; the missing terminator tells the client that it is cut.
    const { socket } = this.#response
    if (socket !== null) {
      socket.destroySoon()
      return
    }
    // A pipelined response has no socket before its turn, and is flushed when it gets one.
    this.#response.once('socket', (given: Socket) => {
      queueMicrotask(() => {
        given.destroySoon()
      })
    })
  }
}

function latin1(bytes: Uint8Array): string {
  const buffer = Buffer.isBuffer(bytes)
    ? bytes
    : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  return buffer.toString('latin1')
}
