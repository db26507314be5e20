import { once } from 'node:events'
import type { ServerResponse } from 'node:http'

import type { Answer, Frame } from './call.ts'
import type { Clock } from './clock.ts'
import type { OpenEntry } from './journal.ts'
import { inbandAfter, type Knobs } from './knobs.ts'

export interface Delivery {
  readonly response: ServerResponse
  readonly headers: { readonly [name: string]: string }
  readonly knobs: Knobs
  readonly clock: Clock
  readonly entry: OpenEntry
  /** Destroys the socket, which then does not count as the client's doing. */
  readonly reset: () => void
  /** Aborts when the client leaves or the simulator closes. */
  readonly signal: AbortSignal
  /** Settles when `signal` aborts. */
  readonly gone: Promise<void>
}

/** Sends an answer at the pace and with the faults that the knobs ask for. */
export async function deliver(answer: Answer, delivery: Delivery): Promise<void> {
  if (answer.kind === 'stream') await deliverStream(answer, delivery)
  else await deliverWhole(answer, delivery)
}

type Fault = 'cut' | 'reset' | 'hang' | 'inband'

function faultAt(knobs: Knobs, sent: number): Fault | undefined {
  if (knobs.cut === sent) return 'cut'
  if (knobs.reset === sent) return 'reset'
  if (knobs.hang === sent) return 'hang'
  return inbandAfter(knobs) === sent ? 'inband' : undefined
}

async function deliverStream(
  answer: Extract<Answer, { kind: 'stream' }>,
  delivery: Delivery,
): Promise<void> {
  const { response, knobs, clock, entry, signal } = delivery
  response.writeHead(200, { ...delivery.headers, ...answer.headers })
  response.flushHeaders()
  entry.status = 200
  if (knobs.hang === 'body') return delivery.gone
  const bill = billingOf(answer, entry)
  for (const frame of answer.frames) {
    const content = frame.output !== undefined || frame.reasoning !== undefined
    if (content)
      await clock.sleep((entry.sentChunks === 0 ? knobs.ttft : knobs.interval) ?? 0, signal)
    const fault = entry.sentChunks > 0 || content ? faultAt(knobs, entry.sentChunks) : undefined
    if (signal.aborted) return
    if (fault !== undefined) return breakStream(fault, answer, delivery)
    if (!(await send(frame, delivery))) return
    if (content) {
      entry.sentChunks++
      bill.add(frame)
    }
  }
  if (signal.aborted) return
  bill.complete()
  response.end()
}

async function breakStream(
  fault: Fault,
  answer: Extract<Answer, { kind: 'stream' }>,
  delivery: Delivery,
): Promise<void> {
  switch (fault) {
    case 'cut':
      delivery.response.end()
      return
    case 'reset':
      delivery.reset()
      return
    case 'hang':
      return delivery.gone
    case 'inband':
      for (const frame of answer.inband()) await send(frame, delivery)
      delivery.response.end()
  }
}

async function deliverWhole(
  answer: Extract<Answer, { kind: 'whole' }>,
  delivery: Delivery,
): Promise<void> {
  const { response, knobs, clock, entry, signal } = delivery
  const chunks = answer.chunks ?? 0
  const durationMs = (knobs.ttft ?? 0) + (knobs.interval ?? 0) * Math.max(0, chunks - 1)
  if (chunks > 0) await clock.sleep(durationMs, signal)
  if (signal.aborted) return
  const body = bytesOf(answer.body)
  const broken = chunks > 0 && breaksWhole(knobs)
  entry.status = answer.status ?? 200
  response.writeHead(entry.status, {
    ...delivery.headers,
    'content-type': 'application/json',
    ...answer.headers,
    ...(broken === false || broken === 'reset' ? { 'content-length': String(body.length) } : {}),
  })
  if (broken !== false) {
    response.write(body.subarray(0, broken === 'body' ? 0 : Math.floor(body.length / 2)))
    response.flushHeaders()
    if (broken === 'cut') response.end()
    else if (broken === 'reset') await flush(response).then(delivery.reset)
    else await delivery.gone
    return
  }
  response.end(body)
  entry.sentChunks = chunks
  if (answer.billed !== undefined) entry.billed = answer.billed
}

function bytesOf(body: unknown): Buffer {
  if (body instanceof Uint8Array) return Buffer.from(body)
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body))
}

function breaksWhole(knobs: Knobs): 'cut' | 'reset' | 'hang' | 'body' | false {
  if (knobs.cut !== undefined) return 'cut'
  if (knobs.reset !== undefined) return 'reset'
  if (knobs.hang === 'body') return 'body'
  return typeof knobs.hang === 'number' ? 'hang' : false
}

async function flush(response: ServerResponse): Promise<void> {
  await new Promise<void>((resolve) => {
    response.write('', () => resolve())
  })
}

async function send(frame: Frame, { response, knobs, signal, gone }: Delivery): Promise<boolean> {
  const size = knobs.split ?? 0
  const whole = Buffer.from(frame.bytes)
  const step = size > 0 ? size : Math.max(1, whole.length)
  for (let start = 0; start < whole.length; start += step) {
    if (signal.aborted) return false
    const flowing = response.write(whole.subarray(start, start + step))
    if (!flowing) await Promise.race([once(response, 'drain'), gone])
  }
  return !signal.aborted
}

function billingOf(
  answer: Extract<Answer, { kind: 'stream' }>,
  entry: OpenEntry,
): { add(frame: Frame): void; complete(): void } {
  const { billed, weight } = answer
  let output = 0
  let reasoning = 0
  const share = (total: number, sent: number, all: number): number =>
    all <= 0 ? total : Math.floor((total * Math.min(sent, all)) / all)
  return {
    add(frame) {
      output += frame.output ?? 0
      reasoning += frame.reasoning ?? 0
      entry.billed = {
        ...billed,
        output: share(billed.output, output, weight.output),
        reasoning: share(billed.reasoning, reasoning, weight.reasoning),
      }
    },
    complete() {
      entry.billed = billed
    },
  }
}
