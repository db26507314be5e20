import { spawn } from 'node:child_process'

/** How a process ended and what it said. */
export interface Ran {
  /** Undefined when a signal ended it. */
  readonly code: number | undefined
  readonly out: string
  readonly err: string
}

export interface RunOptions {
  readonly cwd: string
  readonly env?: Readonly<Record<string, string>>
  /** Asks it to stop (SIGTERM) once its output matches. */
  readonly stopAt?: RegExp
}

/** A server says that it listens before it has said everything, and may not yet listen for signals. */
const graceMs = 200

/** Runs a program without the environment of the tests, so that no key of this machine is found. */
export function runProcess(
  file: string,
  args: readonly string[],
  { cwd, env = {}, stopAt }: RunOptions,
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      cwd,
      env: { PATH: process.env['PATH'], HOME: cwd, NO_COLOR: '1', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: 60_000,
      killSignal: 'SIGKILL',
    })
    let out = ''
    let err = ''
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      const isBefore = stopAt?.test(out) === false
      out += chunk
      if (isBefore && stopAt.test(out)) setTimeout(() => child.kill('SIGTERM'), graceMs)
    })
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (err += chunk))
    child.once('error', reject)
    child.once('close', (code) => {
      resolve({ code: code ?? undefined, out, err })
    })
  })
}
