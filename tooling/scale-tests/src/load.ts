import { Agent, request } from 'node:http'

/** One request and what became of it; `status` 0: no answer came. */
export interface Sample {
  /** Ms since the load began, of its start. */
  readonly at: number
  readonly ms: number
  readonly status: number
  readonly detail: string
}

/** What is sent. */
export interface Call {
  /** Undefined: nobody could take it, which counts as lost. */
  readonly to: () => string | undefined
  readonly key?: string | undefined
  readonly model?: string | undefined
  readonly agent?: Agent | undefined
  /** The prompt of each; `Hello` unless told. */
  readonly content?: (() => string) | undefined
}

/** Requests that keep coming at a fixed rate, however slow the answers are. */
export interface Load {
  readonly now: () => number
  readonly stop: () => Promise<readonly Sample[]>
}

const tickMs = 5
const limitMs = 20_000

/** Starts the load. */
export function startLoad(call: Call, perSecond: number): Load {
  const startedAt = performance.now()
  const agent = call.agent ?? new Agent({ keepAlive: true, maxSockets: 256 })
  const pending: Promise<Sample>[] = []
  const now = () => performance.now() - startedAt
  const timer = setInterval(() => {
    while (pending.length < Math.floor((now() * perSecond) / 1000))
      pending.push(ask({ ...call, agent }, now()))
  }, tickMs)
  return {
    now,
    async stop() {
      clearInterval(timer)
      const samples = await Promise.all(pending)
      agent.destroy()
      return samples
    },
  }
}

/** One chat request, measured from the moment it was due. */
export function ask(call: Call, at = 0): Promise<Sample> {
  const { key, model = 'up/sim-fast', agent } = call
  const startedAt = performance.now()
  const content = call.content?.() ?? 'Hello'
  const body = JSON.stringify({ model, messages: [{ role: 'user', content }] })
  return new Promise((resolve) => {
    const done = (status: number, detail: string) =>
      resolve({ at, ms: performance.now() - startedAt, status, detail })
    const base = call.to()
    if (base === undefined) return done(0, 'nobody is ready')
    const sent = request(
      new URL('/v1/chat/completions', base),
      {
        method: 'POST',
        ...(agent === undefined ? {} : { agent }),
        timeout: limitMs,
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
        },
      },
      (response) => {
        let text = ''
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
        response.on('end', () => done(response.statusCode ?? 0, text))
        response.on('error', (error) => done(0, error.message))
      },
    )
    sent.on('timeout', () => sent.destroy(new Error('no answer in time')))
    sent.on('error', (error: NodeJS.ErrnoException) => done(0, error.code ?? error.message))
    sent.end(body)
  })
}

/** The value that so much of all samples stay below; 0 without samples. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

/** The latencies of what began between two moments. */
export function between(samples: readonly Sample[], from: number, to: number): readonly number[] {
  return samples.filter(({ at }) => at >= from && at < to).map(({ ms }) => ms)
}

/** What was not answered with 200, by kind. */
export function failures(samples: readonly Sample[]): readonly string[] {
  return samples
    .filter(({ status }) => status !== 200)
    .map(({ status, detail }) => `${String(status)} ${detail.slice(0, 200)}`)
}
