import { createServer } from 'node:http'

/** A span as it came over the wire. */
export interface ReceivedSpan {
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId: string
  readonly name: string
  readonly kind: number
  /** All of it, to be searched. */
  readonly text: string
}

/** A log record as it came over the wire. */
export interface ReceivedLine {
  readonly traceId: string
  readonly spanId: string
  readonly body: string
  readonly event: string
  /** All of it, to be searched. */
  readonly text: string
}

/** A receiver of OTLP over HTTP with protobuf bodies. */
export interface OtlpReceiver {
  readonly url: string
  readonly spans: readonly ReceivedSpan[]
  readonly metricNames: ReadonlySet<string>
  readonly lines: readonly ReceivedLine[]
  readonly headers: readonly Readonly<Record<string, unknown>>[]
  close(): Promise<void>
}

/** Starts one on a free port; `delayMs` makes it slow. */
export async function otlpReceiver(delayMs = 0): Promise<OtlpReceiver> {
  const spans: ReceivedSpan[] = []
  const metricNames = new Set<string>()
  const lines: ReceivedLine[] = []
  const headers: Readonly<Record<string, unknown>>[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      headers.push(request.headers)
      const body = Buffer.concat(chunks)
      if (request.url === '/v1/traces') spans.push(...spansIn(body))
      if (request.url === '/v1/logs') lines.push(...linesIn(body))
      if (request.url === '/v1/metrics') for (const name of metricsIn(body)) metricNames.add(name)
      setTimeout(() => {
        response.writeHead(200, { 'content-type': 'application/x-protobuf' }).end()
      }, delayMs)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `http://127.0.0.1:${String(port)}`,
    spans,
    metricNames,
    lines,
    headers,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** ExportTraceServiceRequest 1 → ResourceSpans 2 → ScopeSpans 2 → Span. */
function spansIn(body: Buffer): readonly ReceivedSpan[] {
  return inside(body, [1, 2, 2]).map((span) => {
    const { text, hex, number } = reader(span)
    return {
      traceId: hex(1),
      spanId: hex(2),
      parentSpanId: hex(4),
      name: text(5),
      kind: number(6),
      text: span.toString('latin1'),
    }
  })
}

/** ExportLogsServiceRequest 1 → ResourceLogs 2 → ScopeLogs 2 → LogRecord, its body is 5 → 1. */
function linesIn(body: Buffer): readonly ReceivedLine[] {
  return inside(body, [1, 2, 2]).map((line) => {
    const { text, hex } = reader(line)
    return {
      traceId: hex(9),
      spanId: hex(10),
      body: inside(line, [5, 1]).map(String).join(''),
      event: text(12),
      text: line.toString('latin1'),
    }
  })
}

/** Reads fields of one message by their numbers. */
function reader(message: Buffer) {
  const fields = new Map(fieldsOf(message))
  const value = (field: number) => fields.get(field)
  return {
    text: (field: number) => String(value(field) ?? ''),
    number: (field: number) => Number(value(field)),
    hex: (field: number) => {
      const bytes = value(field)
      return Buffer.isBuffer(bytes) ? bytes.toString('hex') : ''
    },
  }
}

/** ExportMetricsServiceRequest 1 → ResourceMetrics 2 → ScopeMetrics 2 → Metric, its name is 1. */
function metricsIn(body: Buffer): readonly string[] {
  return inside(body, [1, 2, 2, 1]).map(String)
}

function inside(message: Buffer, path: readonly number[]): readonly Buffer[] {
  const [first, ...rest] = path
  if (first === undefined) return [message]
  return fieldsOf(message).flatMap(([field, value]) =>
    field === first && Buffer.isBuffer(value) ? inside(value, rest) : [],
  )
}

/** The fields of one protobuf message. */
function fieldsOf(message: Buffer): readonly (readonly [number, Buffer | number])[] {
  const fields: (readonly [number, Buffer | number])[] = []
  let at = 0
  const varint = () => {
    let value = 0
    for (let factor = 1; ; factor *= 128) {
      const byte = message[at++] ?? 0
      value += (byte & 0x7f) * factor
      if (byte < 0x80) return value
    }
  }
  while (at < message.length) {
    const tag = varint()
    const type = tag & 7
    const field = tag >>> 3
    if (type === 0) fields.push([field, varint()])
    else if (type === 2) {
      const size = varint()
      fields.push([field, message.subarray(at, at + size)])
      at += size
    } else at += type === 1 ? 8 : 4
  }
  return fields
}
