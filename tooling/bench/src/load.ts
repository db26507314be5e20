import { connect } from 'node:net'

/** Content chunks in each stream of the provider. */
export const chunksPerStream = 100

/** What a load did in its window. */
export interface LoadResult {
  readonly answers: number
  readonly failed: number
  readonly seconds: number
}

/** Closed loop: each connection asks again as soon as its answer is complete. */
export async function load(options: {
  readonly port: number
  readonly connections: number
  readonly seconds: number
  readonly stream: boolean
}): Promise<LoadResult> {
  const { port, connections, seconds, stream } = options
  const request = requestBytes(stream)
  const startedAt = performance.now()
  const endsAt = startedAt + seconds * 1000
  const counts = { answers: 0, failed: 0 }
  await Promise.all(
    Array.from({ length: connections }, () => ask(port, request, stream, endsAt, counts)),
  )
  return { ...counts, seconds: (performance.now() - startedAt) / 1000 }
}

function requestBytes(stream: boolean): Buffer {
  const body = JSON.stringify({
    model: 'bench/bench',
    stream,
    ...(stream ? { stream_options: { include_usage: true } } : {}),
    messages: [{ role: 'user', content: 'word '.repeat(180) }],
  })
  return Buffer.from(
    `POST /v1/chat/completions HTTP/1.1\r\nhost: bench\r\nauthorization: Bearer k\r\ncontent-type: application/json\r\ncontent-length: ${String(Buffer.byteLength(body))}\r\n\r\n${body}`,
  )
}

function ask(
  port: number,
  request: Buffer,
  stream: boolean,
  endsAt: number,
  counts: { answers: number; failed: number },
): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    let seen = ''
    socket.setEncoding('latin1')
    socket.on('connect', () => socket.write(request))
    socket.on('data', (text: string) => {
      seen += text
      if (!isComplete(seen, stream)) return
      if (isRight(seen, stream)) counts.answers++
      else counts.failed++
      seen = ''
      if (performance.now() < endsAt) socket.write(request)
      else socket.end()
    })
    socket.on('error', () => counts.failed++)
    socket.on('close', () => {
      resolve()
    })
  })
}

function isComplete(text: string, stream: boolean): boolean {
  if (stream) return text.endsWith('0\r\n\r\n')
  const head = text.indexOf('\r\n\r\n')
  if (head === -1) return false
  const length = Number(/content-length: (\d+)/i.exec(text.slice(0, head))?.[1] ?? 0)
  return text.length >= head + 4 + length
}

/** A wrong or short answer is a failure, however fast it came. */
function isRight(text: string, stream: boolean): boolean {
  if (!text.startsWith('HTTP/1.1 200')) return false
  if (!stream) return text.includes('x'.repeat(700))
  return text.includes('[DONE]') && text.split('" word"').length - 1 === chunksPerStream
}
