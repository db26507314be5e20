import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { cpus } from 'node:os'

import { simulate } from '@signalbox/simulator'

import { table, type Terminal } from '../cli/terminal.ts'
import { parseConfig } from '../config/parse-config.ts'
import { createGateway } from '../create-gateway.ts'

/** What `signalbox bench` is told. */
export interface BenchOptions {
  readonly requests: string
  readonly concurrency: string
  readonly json?: true
}

interface Figures {
  readonly requests: number
  readonly failed: number
  readonly per_second: number
  readonly p50_ms: number
  readonly p99_ms: number
}

/**
 * `signalbox bench`: whole answers straight from simulated providers and through a gateway, all in this
 * process; a guide to the machine, not a figure to quote.
 */
export async function bench(
  { requests, concurrency, json }: BenchOptions,
  { out, err }: Terminal,
): Promise<number> {
  const count = Number(requests)
  const lanes = Number(concurrency)
  if (![count, lanes].every((each) => Number.isInteger(each) && each > 0 && each <= 1_000_000)) {
    err('--requests and --concurrency are whole numbers from 1.')
    return 2
  }
  await using simulator = await simulate({ port: 0, seed: 1, journalEntries: 1 })
  const baseUrl = `${simulator.url}/openai/v1`
  const gateway = createGateway(
    await parseConfig({
      version: 1,
      providers: { sim: { adapter: 'openai', apiKey: 'sim', baseUrl } },
    }),
  )
  const server = createServer(gateway.listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const through = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/v1`
  try {
    const direct = { url: baseUrl, model: bare }
    const proxied = { url: through, model: `sim/${bare}` }
    for (const place of [direct, proxied]) await measure(place, Math.min(200, count), lanes)
    const without = await measure(direct, count, lanes)
    const withGateway = await measure(proxied, count, lanes)
    const added = {
      p50_ms: round(withGateway.p50_ms - without.p50_ms),
      p99_ms: round(withGateway.p99_ms - without.p99_ms),
    }
    const [cpu] = cpus()
    const machine = `${String(cpus().length)} x ${cpu?.model ?? 'unknown'}, Node ${process.versions.node}`
    if (json === true)
      out(
        JSON.stringify(
          { machine, concurrency: lanes, direct: without, gateway: withGateway, added },
          null,
          2,
        ),
      )
    else {
      out(
        table([
          ['', 'requests', 'failed', 'per second', 'p50 ms', 'p99 ms'],
          rowOf('straight', without),
          rowOf('through the gateway', withGateway),
          ['added', '', '', '', String(added.p50_ms), String(added.p99_ms)],
        ]),
      )
      out(`\n${machine}; simulator, gateway and client share this process.`)
    }
    return without.failed + withGateway.failed === 0 ? 0 : 1
  } finally {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    await gateway.close()
  }
}

const bare = 'sim?ttft=0&tokens=20&interval=0'

async function measure(
  { url, model }: { readonly url: string; readonly model: string },
  count: number,
  lanes: number,
): Promise<Figures> {
  const body = JSON.stringify({ model, messages: [{ role: 'user', content: 'Say hello.' }] })
  const headers = { 'content-type': 'application/json', authorization: 'Bearer sim' }
  const times: number[] = []
  let started = 0
  let failed = 0
  const lane = async (): Promise<void> => {
    while (started < count) {
      started++
      const from = performance.now()
      const response = await fetch(`${url}/chat/completions`, { method: 'POST', headers, body })
      await response.text()
      if (!response.ok) failed++
      times.push(performance.now() - from)
    }
  }
  const from = performance.now()
  await Promise.all(Array.from({ length: lanes }, lane))
  const seconds = (performance.now() - from) / 1000
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) =>
    round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0)
  return {
    requests: count,
    failed,
    per_second: Math.round(count / seconds),
    p50_ms: at(0.5),
    p99_ms: at(0.99),
  }
}

function round(ms: number): number {
  return Math.round(ms * 100) / 100
}

function rowOf(name: string, figures: Figures): string[] {
  const { requests, failed, per_second: rate, p50_ms: p50, p99_ms: p99 } = figures
  return [name, ...[requests, failed, rate, p50, p99].map(String)]
}
