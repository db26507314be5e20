import type { HeaderList, Sink } from '../src/index.ts'

/** A client in memory, that takes `room` bytes and then no more until `drain`. */
export class MemorySink implements Sink {
  phase: Sink['phase'] = 'idle'
  onDrain: (() => void) | undefined = undefined
  onClose: ((clean: boolean) => void) | undefined = undefined
  status: number | undefined
  headers: HeaderList = []
  aborted: unknown
  readonly writes: string[] = []
  room: number
  readonly #decoder = new TextDecoder()

  constructor(room: number = Infinity) {
    this.room = room
  }

  get text(): string {
    return this.writes.join('')
  }

  head(status: number, headers: HeaderList): void {
    if (this.phase !== 'idle') return
    this.phase = 'headed'
    this.status = status
    this.headers = headers
  }

  write(bytes: Uint8Array): boolean {
    this.room -= bytes.length
    return this.#keep(this.#decoder.decode(bytes, { stream: true }))
  }

  writeText(text: string): boolean {
    this.room -= text.length
    return this.#keep(text)
  }

  end(last?: Uint8Array | string): void {
    if (typeof last === 'string') this.writeText(last)
    else if (last !== undefined) this.write(last)
    this.phase = 'ended'
  }

  abort(reason: unknown): void {
    this.phase = 'aborted'
    this.aborted = reason
  }

  /** The client hangs up. */
  leave(): void {
    this.phase = 'aborted'
    this.onClose?.(false)
  }

  drain(room: number = Infinity): void {
    this.room = room
    this.onDrain?.()
  }

  #keep(text: string): boolean {
    if (this.phase !== 'headed') throw new Error(`a write to a sink that is ${this.phase}`)
    this.writes.push(text)
    return this.room > 0
  }
}
