import {
  createContext,
  pipeline,
  type ChatRequest,
  type Middleware,
  type Target,
} from '@signalbox/core'
import { createBreakers, createGate, createResilience } from '@signalbox/resilience'

/** What each block costs when nothing is wrong: the median of several rounds, in µs. */
const target: Target = { id: 'a/m', provider: 'a', model: 'm' }
const cost = { tokensIn: 200, tokensOut: 100 }
const request: ChatRequest = {
  operation: 'chat',
  model: 'm',
  messages: [{ role: 'user', content: [{ type: 'text', text: 'word '.repeat(200) }] }],
  stream: false,
}
const answer: Middleware = async (context) => {
  context.response = {
    type: 'completion',
    completion: { id: '1', model: 'm', candidates: [] },
  }
}
const route: Middleware = async (context, next) => {
  context.candidates = [target]
  await next()
}

const gate = createGate({ limits: () => ({ rpm: 1e9, tpm: 1e12 }) })
const breakers = createBreakers()
const resilience = createResilience({ limits: () => ({ rpm: 1e9, tpm: 1e12 }) })
const bare = pipeline(route, answer)
const full = pipeline(route, resilience.middleware(), answer)

await report('gate: tryAcquire + settle', () => gate.tryAcquire(target, cost)?.settle(cost))
await report('breaker: admit', () => breakers.admit(target))
await report('breaker: record', () => {
  breakers.record(target, { status: 'ok', durationMs: 300, firstContentMs: 300, stream: false })
})
const without = await report('pipeline without resilience', () => bare(createContext({ request })))
const withAll = await report('pipeline with all of it, idle', () =>
  full(createContext({ request })),
)
process.stdout.write(`resilience adds ${(withAll - without).toFixed(2)} µs per request\n`)
await resilience.close()
breakers.close()
await gate.drain()

async function report(name: string, run: () => unknown): Promise<number> {
  const rounds: number[] = []
  for (let round = 0; round < 9; round++) {
    const count = 20_000
    const started = process.cpuUsage()
    for (let i = 0; i < count; i++) {
      const wait = run()
      if (wait instanceof Promise) await wait
    }
    const { user, system } = process.cpuUsage(started)
    rounds.push((user + system) / count)
  }
  const median = rounds.toSorted((a, b) => a - b)[4] ?? Number.NaN
  process.stdout.write(`${name.padEnd(32)} ${median.toFixed(2)} µs CPU\n`)
  return median
}
