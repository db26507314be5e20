import { cpus, loadavg } from 'node:os'

import { load } from './load.ts'
import { nginxTarget, nodeTarget, type Target } from './target.ts'

/**
 * CPU per request and per streamed chunk, side by side in one run: nginx, a raw TCP relay and the
 * gateway take turns in every round, and the ratios are taken round by round. `--quick` is shorter.
 */
const quick = process.argv.includes('--quick')
const rounds = quick ? 2 : 5
const seconds = quick ? 3 : 8
const chunksPerStream = 100

interface Row {
  readonly name: string
  readonly perRequestUs: number[]
  readonly perChunkUs: number[]
  readonly perSecond: number[]
  failed: number
}

const upstream = await nodeTarget('provider', 'mock-upstream.ts', 4_501)
const targets = [
  await nginxTarget(4_502, upstream.port),
  await nodeTarget('raw relay', 'raw-relay.ts', 4_503, upstream.port),
  await nodeTarget('signalbox', 'gateway.ts', 4_504, upstream.port),
].filter((target) => target !== undefined)
const rows = new Map(targets.map(({ name }): [string, Row] => [name, emptyRow(name)]))

try {
  for (const target of targets)
    await load({ port: target.port, connections: 16, seconds: 2, stream: false })
  for (let round = 0; round < rounds; round++)
    for (let i = 0; i < targets.length; i++) {
      const target = targets[(i + round) % targets.length]
      if (target !== undefined) await measure(target)
    }
  report()
} finally {
  for (const target of [...targets, upstream]) target.stop()
}

async function measure(target: Target): Promise<void> {
  const row = rows.get(target.name)
  if (row === undefined) return
  const { port } = target
  const whole = await timed(target, () => load({ port, connections: 32, seconds, stream: false }))
  row.perRequestUs.push((whole.cpu / whole.answers) * 1e6)
  row.perSecond.push(whole.answers / whole.seconds)
  const streams = await timed(target, () => load({ port, connections: 100, seconds, stream: true }))
  row.perChunkUs.push((streams.cpu / (streams.answers * chunksPerStream)) * 1e6)
  row.failed += whole.failed + streams.failed
}

async function timed(target: Target, run: () => ReturnType<typeof load>) {
  const before = target.cpuSeconds()
  const result = await run()
  return { ...result, cpu: target.cpuSeconds() - before }
}

function emptyRow(name: string): Row {
  return { name, perRequestUs: [], perChunkUs: [], perSecond: [], failed: 0 }
}

function report(): void {
  const lines = [
    `Node ${process.version}, ${String(cpus().length)} cores (${cpus()[0]?.model.trim() ?? '?'}), load ${loadavg()
      .map((l) => l.toFixed(1))
      .join(' ')}`,
    '',
    '| target | CPU µs/request | CPU µs/chunk | requests/s | failed |',
    '| --- | ---: | ---: | ---: | ---: |',
    ...[...rows.values()].map(
      (row) =>
        `| ${row.name} | ${spread(row.perRequestUs)} | ${spread(row.perChunkUs)} | ${median(row.perSecond).toFixed(0)} | ${String(row.failed)} |`,
    ),
    '',
    '| ratio | per request | per chunk |',
    '| --- | ---: | ---: |',
    ...[...rows.keys()]
      .filter((name) => name !== 'signalbox')
      .map(
        (name) =>
          `| signalbox ÷ ${name} | ${ratio(name, 'perRequestUs')} | ${ratio(name, 'perChunkUs')} |`,
      ),
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
}

function ratio(name: string, field: 'perRequestUs' | 'perChunkUs'): string {
  const ours = rows.get('signalbox')?.[field] ?? []
  const theirs = rows.get(name)?.[field] ?? []
  return spread(ours.map((value, i) => value / (theirs[i] ?? Number.NaN)))
}

function spread(values: readonly number[]): string {
  const shown = (value: number) => value.toFixed(value < 10 ? 2 : 0)
  return `${shown(median(values))} (${shown(Math.min(...values))}–${shown(Math.max(...values))})`
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
