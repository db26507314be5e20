import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A real gateway, in a folder of its own. */
export interface GatewayProcess extends AsyncDisposable {
  readonly url: string
  readonly pid: number
  readonly folder: string
  /** From the start of the process until it listened. */
  readonly bootMs: number
  /** Bytes that it has printed so far. */
  readonly printed: () => number
  readonly output: () => string
  readonly signal: (name: NodeJS.Signals) => void
  /** Sends the signal and answers the exit code; undefined: a signal ended it. */
  readonly stop: (name?: NodeJS.Signals) => Promise<number | undefined>
}

/** What a gateway is started with; its configuration stands in its folder. */
export interface GatewayProcessOptions {
  readonly config: object
  readonly args?: readonly string[]
  readonly port?: number
  /** A folder of a gateway that was there before. */
  readonly folder?: string
}

/** For the admin API of all gateways here. */
export const adminKey = 'admin-key-of-the-scale-tests'

const main = join(import.meta.dirname, '../../../apps/server/src/main.ts')
const bootLimitMs = 60_000

/** Resolves when it listens. */
export async function startGateway(options: GatewayProcessOptions): Promise<GatewayProcess> {
  const { config, args = [], port = 0 } = options
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'signalbox-scale-'))
  const whole = {
    version: 1,
    server: { adminKey },
    telemetry: { logs: { requests: false } },
    ...config,
  }
  writeFileSync(join(folder, 'signalbox.json'), JSON.stringify(whole))
  const startedAt = performance.now()
  const line = [main, '--config', 'signalbox.json', '--port', String(port), ...args]
  const child = spawn(process.execPath, line, {
    cwd: folder,
    env: { PATH: process.env['PATH'], HOME: folder, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  let bytes = 0
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      bytes += Buffer.byteLength(chunk)
      if (text.length < 200_000) text += chunk
    })
  const url = await addressOf(child, () => text)
  return {
    url,
    pid: child.pid ?? 0,
    folder,
    bootMs: performance.now() - startedAt,
    printed: () => bytes,
    output: () => text,
    signal: (name) => void child.kill(name),
    stop: (name = 'SIGTERM') => end(child, name),
    async [Symbol.asyncDispose]() {
      await end(child, 'SIGKILL')
      if (options.folder === undefined) rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function end(child: ChildProcess, name: NodeJS.Signals): Promise<number | undefined> {
  if (child.exitCode === null && child.signalCode === null) {
    const gone = once(child, 'exit')
    child.kill(name)
    await gone
  }
  return child.exitCode ?? undefined
}

function addressOf(child: ChildProcess, output: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const found = /signalbox listening on (http:\S+)/u.exec(output())?.[1]
      if (found === undefined) return
      clearTimeout(limit)
      resolve(found)
    }
    const limit = setTimeout(() => {
      child.kill('SIGKILL')
      reject(new Error(`The gateway did not listen in time: ${output()}`))
    }, bootLimitMs)
    child.stdout?.on('data', look)
    child.once('exit', (code) => {
      clearTimeout(limit)
      reject(new Error(`The gateway ended with ${String(code)}: ${output()}`))
    })
  })
}
