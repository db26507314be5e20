import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const script = fileURLToPath(new URL('./replica.ts', import.meta.url))

/** What all replicas of a run share. */
export interface ReplicaPlace {
  readonly url: string
  readonly folder: string
  readonly truthPath: string
}

/** One replica: a process after the other over one journal. */
export class ReplicaProcess {
  readonly #place: ReplicaPlace
  readonly #name: string
  #child: ChildProcess | undefined
  #lives = 0
  /** What went to the error stream of processes that were not killed. */
  complaints = ''

  constructor(place: ReplicaPlace, name: string) {
    this.#place = place
    this.#name = name
  }

  /** Resolves when it has read its journal. */
  async start(lanes: number): Promise<void> {
    const { url, folder, truthPath } = this.#place
    const journal = join(folder, `${this.#name}.db`)
    const life = `${this.#name}${String(this.#lives++)}`
    const args = [script, url, journal, truthPath, life, String(lanes)]
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    this.#child = child
    child.stderr.on('data', (bytes: Buffer) => {
      this.complaints += String(bytes)
    })
    await new Promise<void>((resolve) => {
      child.stdout.once('data', () => resolve())
      child.once('exit', () => resolve())
    })
  }

  async kill(): Promise<void> {
    await this.#end('SIGKILL')
  }

  /** The exit code of a process that was asked to end: 0 when everything was written down. */
  async stop(): Promise<number | null> {
    return this.#end('SIGTERM')
  }

  async #end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
    const child = this.#child
    if (child === undefined) return null
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
    child.kill(signal)
    return ended
  }
}
