import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { monitorEventLoopDelay } from 'node:perf_hooks'

import { createFaultProxy, type FaultProxy } from '@signalbox/fault-proxy'
import { createGateway, parseConfig } from '@signalbox/server'
import { simulate, type Simulator } from '@signalbox/simulator'
import { Agent, request } from 'undici'

/** What goes wrong with one of three providers. */
export type OneFault = 'killed' | 'hung' | 'slow' | 'errors'

/** How a run is done. */
export interface OneOfThreeOptions {
  readonly fault: OneFault
  /** Requests per second, every other one a stream. */
  readonly rate?: number | undefined
  /** Before the fault, so that everybody is known. */
  readonly calmSeconds?: number | undefined
  readonly faultSeconds: number
}

/** What came of it. */
export interface OneOfThreeReport {
  readonly fault: OneFault
  /** The provider that answered most while all were well. */
  readonly broken: string
  readonly requests: number
  readonly failures: readonly string[]
  /** Answers in which something of another attempt was seen, or that did not end as they should. */
  readonly leaks: readonly string[]
  readonly attempts: number
  readonly p50Ms: number
  readonly p99Ms: number
  /** How late this one process was: providers, gateway and clients share it. */
  readonly lagP99Ms: number
  readonly shares: Readonly<Record<string, number>>
}

const ttftMs = 60
/** What nobody has learnt in three calm seconds. */
const timeouts = { connectMs: 1000, firstTokenMs: 4000, idleMs: 4000 }
const names = ['a', 'b', 'c'] as const
const wires = {
  a: { adapter: 'openai', path: '/openai/v1' },
  b: { adapter: 'anthropic', path: '/anthropic' },
  c: { adapter: 'google', path: '/google' },
} as const

interface Provider {
  readonly simulator: Simulator
  readonly proxy: FaultProxy
}

/** Traffic through a gateway on real sockets, whose busiest provider breaks after a while. */
export async function runOneOfThree(options: OneOfThreeOptions): Promise<OneOfThreeReport> {
  const { fault, rate = 50, calmSeconds = 3, faultSeconds } = options
  const providers = new Map<string, Provider>()
  for (const name of names) providers.set(name, await providerOf(name))
  const gateway = createGateway(await configOver(providers))
  const server = createServer(gateway.listener).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  const agent = new Agent({ connections: 256 })
  const delay = monitorEventLoopDelay({ resolution: 10 })
  delay.enable()
  const answered = new Map<string, number>()
  let broken: string | undefined
  const breaking = setTimeout(() => {
    broken = busiestOf(answered)
    const provider = providers.get(broken)
    if (provider !== undefined) void breakDown(provider, fault)
  }, calmSeconds * 1000)
  try {
    const seconds = calmSeconds + faultSeconds
    const answers = await traffic({ port, agent, rate, seconds, answered })
    const lagP99Ms = Math.round(delay.percentile(99) / 1e6)
    return { ...reportOf(fault, answers), broken: broken ?? 'nobody', lagP99Ms }
  } finally {
    clearTimeout(breaking)
    delay.disable()
    await agent.destroy()
    server.closeAllConnections()
    server.close()
    await gateway.close()
    for (const { simulator, proxy } of providers.values()) {
      await proxy.close()
      await simulator.close()
    }
  }
}

/** Breaking one that nobody asks would prove nothing. */
function busiestOf(answered: ReadonlyMap<string, number>): string {
  return [...answered].toSorted((one, other) => other[1] - one[1])[0]?.[0] ?? names[0]
}

async function providerOf(name: string): Promise<Provider> {
  const simulator = await simulate({ port: 0, seed: name })
  await simulator.control({ '*': { ttft: ttftMs, interval: 2, tokens: 20 } })
  return { simulator, proxy: await createFaultProxy({ upstreamPort: simulator.port }) }
}

function configOver(providers: ReadonlyMap<string, Provider>): ReturnType<typeof parseConfig> {
  const entries = names.map((name) => {
    const { adapter, path } = wires[name]
    const { port = 0 } = providers.get(name)?.proxy ?? {}
    const baseUrl = `http://127.0.0.1:${String(port)}${path}`
    return [name, { adapter, apiKey: 'k', baseUrl, timeouts }]
  })
  return parseConfig({
    version: 1,
    providers: Object.fromEntries(entries),
    // Who was in the middle of an answer when its provider died reads on from another one.
    resilience: { midStream: 'continue' },
    models: { chat: { targets: names.map((name) => `${name}/model-${name}`) } },
  })
}

async function breakDown({ simulator, proxy }: Provider, fault: OneFault): Promise<void> {
  switch (fault) {
    case 'killed':
      return proxy.set({ connect: 'refuse', toClient: { resetAfter: 0 } })
    case 'hung':
      return proxy.set({ connect: 'black-hole', toClient: { silentAfter: 0 } })
    case 'slow':
      return simulator.control({ '*': { ttft: ttftMs * 8, interval: 16, tokens: 20 } })
    case 'errors':
      return simulator.control({ '*': { ttft: ttftMs, interval: 2, tokens: 20, fail: '500:0.3' } })
  }
}

interface Answer {
  readonly ms: number
  readonly attempts: number
  readonly provider: string
  readonly failure?: string | undefined
  readonly leak?: string | undefined
}

async function traffic(how: {
  readonly port: number
  readonly agent: Agent
  readonly rate: number
  readonly seconds: number
  /** Counts who answered, while it runs. */
  readonly answered: Map<string, number>
}): Promise<readonly Answer[]> {
  const { port, agent, rate, seconds, answered } = how
  const running: Promise<Answer>[] = []
  const startedAt = performance.now()
  const total = rate * seconds
  while (running.length < total) {
    const due = Math.min(total, ((performance.now() - startedAt) * rate) / 1000)
    while (running.length < due) running.push(askAndCount(running.length))
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  return Promise.all(running)

  async function askAndCount(n: number): Promise<Answer> {
    const answer = await ask(n, { port, agent })
    answered.set(answer.provider, (answered.get(answer.provider) ?? 0) + 1)
    return answer
  }
}

async function ask(n: number, { port, agent }: { port: number; agent: Agent }): Promise<Answer> {
  const stream = n % 2 === 0
  const startedAt = performance.now()
  const messages = [{ role: 'user', content: `Question ${String(n)}` }]
  try {
    const response = await request(`http://127.0.0.1:${String(port)}/v1/chat/completions`, {
      method: 'POST',
      dispatcher: agent,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'chat', stream, messages }),
    })
    const text = await response.body.text()
    const ms = performance.now() - startedAt
    const provider = String(response.headers['x-signalbox-provider'] ?? 'nobody')
    const attempts = Number(response.headers['x-signalbox-attempts'] ?? 3)
    const isOk = response.statusCode === 200
    const failure = isOk ? undefined : `${String(response.statusCode)} ${text.slice(0, 200)}`
    const leak = isOk ? leakIn(text, { stream, provider }) : undefined
    return { ms, attempts, provider, failure, leak }
  } catch (error) {
    const ms = performance.now() - startedAt
    return { ms, attempts: 3, provider: 'nobody', failure: String(error) }
  }
}

interface Piece {
  readonly id?: string
  readonly model?: string
  readonly error?: unknown
  readonly choices?: readonly { readonly finish_reason?: string | null }[]
}

/** One answer, one id, one model, one ending. */
function leakIn(
  text: string,
  { stream, provider }: { readonly stream: boolean; readonly provider: string },
): string | undefined {
  const lines = stream ? text.split('\n').filter((line) => line.startsWith('data: ')) : [text]
  if (stream && lines.at(-1) !== 'data: [DONE]') return `no clean end: ${text.slice(-100)}`
  const pieces = lines
    .filter((line) => line !== 'data: [DONE]')
    .map((line) => JSON.parse(line.replace(/^data: /, '')) as Piece)
  const ids = new Set(pieces.map(({ id }) => id))
  const models = new Set(pieces.map(({ model }) => model))
  const ends = pieces.flatMap(({ choices = [] }) =>
    choices.filter(({ finish_reason: end }) => end !== null && end !== undefined),
  )
  if (ids.size !== 1) return `${String(ids.size)} ids`
  if (models.size !== 1 || !models.has(`model-${provider}`))
    return `models ${[...models].join(', ')} from ${provider}`
  if (ends.length !== 1) return `${String(ends.length)} endings`
  return pieces.some(({ error }) => error !== undefined) ? 'an error inside' : undefined
}

function reportOf(
  fault: OneFault,
  answers: readonly Answer[],
): Omit<OneOfThreeReport, 'broken' | 'lagP99Ms'> {
  const times = answers.map(({ ms }) => ms).toSorted((one, other) => one - other)
  const at = (share: number) => Math.round(times[Math.floor(share * (times.length - 1))] ?? 0)
  const shares: Record<string, number> = {}
  for (const { provider } of answers) shares[provider] = (shares[provider] ?? 0) + 1
  return {
    fault,
    requests: answers.length,
    failures: answers.flatMap(({ failure }) => failure ?? []),
    leaks: answers.flatMap(({ leak }) => leak ?? []),
    attempts: answers.reduce((sum, answer) => sum + answer.attempts, 0),
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    shares,
  }
}
