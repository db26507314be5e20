import { spawnSync } from 'node:child_process'

import { chunksPerStream, load } from './load.ts'
import { loadOfMachine, machine } from './machine.ts'
import { passes, tables, type Row } from './report.ts'
import { nginxTarget, nodeTarget, otherCores, type Target } from './target.ts'

/**
 * CPU per request and per streamed chunk, side by side in one run: all targets take turns in every
 * round. `--quick` takes less than a minute, `--gate` exits 1 when a gate is missed.
 */
const quick = process.argv.includes('--quick')
const rounds = quick ? 2 : 5
const seconds = quick ? 2.5 : 8
/** Compilers are at work for long: what runs most code is warmed up longest. */
const warmUpSeconds = (name: string) => (name === 'signalbox' ? (quick ? 8 : 20) : 3)

spawnSync('taskset', ['-a', '-p', '-c', otherCores, String(process.pid)])
const loadBefore = loadOfMachine()
const upstream = await nodeTarget('provider', 'mock-upstream.ts', [4_501], otherCores)
const targets = [
  await nginxTarget(4_502, upstream.port),
  await nodeTarget('raw relay', 'raw-relay.ts', [4_503, upstream.port]),
  await nodeTarget('signalbox', 'gateway.ts', [4_504, upstream.port]),
].filter((target) => target !== undefined)
const rows = new Map(targets.map(({ name }): [string, Row] => [name, emptyRow(name)]))

try {
  for (const { name, port } of targets) {
    const whole = warmUpSeconds(name) * 0.7
    await load({ port, connections: 32, seconds: whole, stream: false })
    await load({ port, connections: 100, seconds: warmUpSeconds(name) - whole, stream: true })
  }
  for (let round = 0; round < rounds; round++)
    for (let i = 0; i < targets.length; i++) {
      const target = targets[(i + round) % targets.length]
      if (target !== undefined) await measure(target)
    }
  const all = [...rows.values()]
  const heading = `${machine()}, load ${loadBefore} before, ${loadOfMachine()} after`
  process.stdout.write(`${heading}\n\n${tables(all)}\n`)
  if (process.argv.includes('--gate') && !passes(all)) process.exitCode = 1
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
  row.busy.push(whole.cpu / whole.seconds)
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
  return { name, perRequestUs: [], perChunkUs: [], perSecond: [], busy: [], failed: 0 }
}
