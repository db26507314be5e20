import { type ChildProcess, spawn, type SpawnOptions } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'

/** One run of a server; `output` is kept to explain a failed start. */
export interface ServerProcess {
  readonly signal: (name: NodeJS.Signals) => void
  /** Sends the signal and waits until the process is gone. */
  readonly stop: (name: NodeJS.Signals) => Promise<void>
}

/** Resolves when the server prints `ready`; dies with this process. */
export async function startProcess(
  command: string,
  args: readonly string[],
  ready: RegExp,
  options: SpawnOptions = {},
): Promise<ServerProcess> {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  const guard = guardOf(child)
  child.once('exit', () => guard.kill())
  await untilReady(child, ready)
  return {
    signal: (name) => void child.kill(name),
    stop: async (name) => {
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = once(child, 'exit')
      child.kill(name)
      await gone
    },
  }
}

/** A port nobody listens on now. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (address === null || typeof address === 'string') throw new Error('No port was given.')
  return address.port
}

// Its input ends with this process, however that ends; then it kills the server.
function guardOf({ pid }: ChildProcess): ChildProcess {
  const guard = spawn('sh', ['-c', 'read -r _; kill -9 "$0"', String(pid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  guard.unref()
  return guard
}

function untilReady(child: ChildProcess, ready: RegExp): Promise<void> {
  let output = ''
  return new Promise((resolve, reject) => {
    const read = (text: string) => {
      if (output.length < 20_000) output += text
      if (ready.test(output)) resolve()
    }
    child.stdout?.setEncoding('utf8').on('data', read)
    child.stderr?.setEncoding('utf8').on('data', read)
    child.once('error', reject)
    child.once('exit', (code) =>
      reject(new Error(`The server ended with code ${String(code)}: ${output}`)),
    )
  })
}
