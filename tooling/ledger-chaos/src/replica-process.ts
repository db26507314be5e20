import { spawn, type ChildProcess } from 'node:child_process'
import { rmSync } from 'node:fs'
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

  get #journal(): string {
    return join(this.#place.folder, `${this.#name}.db`)
  }

  /** Resolves when it has read its journal. */
  async start(lanes: number): Promise<void> {
    const { url, truthPath } = this.#place
    const life = `${this.#name}${String(this.#lives++)}`
    const args = [script, url, this.#journal, truthPath, life, String(lanes)]
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

  /** With `loseJournal` its disk goes too. */
  async kill(options: { readonly loseJournal: boolean }): Promise<void> {
    await this.#end('SIGKILL')
    if (!options.loseJournal) return
    for (const ending of ['', '-wal', '-shm']) rmSync(`${this.#journal}${ending}`, { force: true })
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
