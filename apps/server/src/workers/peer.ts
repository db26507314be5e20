import { StoreError, type StoreFailure } from '@signalbox/store'

/** One process of a group as another one sees it: questions, answers and news, in order. */
export interface Peer {
  call(name: string, ...given: readonly unknown[]): Promise<unknown>
  /** Without an answer. */
  tell(name: string, ...given: readonly unknown[]): void
  /** What arrived from the other side. */
  hear(messages: readonly PeerMessage[]): void
  /** Nobody is there any more: whoever waits is told. */
  end(): void
}

/** What travels between two processes. */
export type PeerMessage =
  | {
      readonly type: 'call'
      readonly id: number
      readonly name: string
      readonly given: readonly unknown[]
    }
  | { readonly type: 'tell'; readonly name: string; readonly given: readonly unknown[] }
  | { readonly type: 'reply'; readonly id: number; readonly value: unknown }
  | {
      readonly type: 'failure'
      readonly id: number
      readonly reason: StoreFailure
      readonly message: string
    }

/** What one side does for the other, by name. */
export type PeerHandlers = Readonly<Record<string, (...given: readonly never[]) => unknown>>

interface Waiting {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: StoreError) => void
}

const maxWaiting = 100_000

/** Joins two processes; what is said within one turn of the loop travels together. */
export function createPeer(
  send: (messages: readonly PeerMessage[]) => void,
  handlers: PeerHandlers,
): Peer {
  const waiting = new Map<number, Waiting>()
  let batch: PeerMessage[] = []
  let nextId = 0
  let isOver = false

  function say(message: PeerMessage): void {
    if (batch.length === 0) setImmediate(flush)
    batch.push(message)
  }

  function flush(): void {
    const messages = batch
    batch = []
    if (!isOver) send(messages)
  }

  async function answer(id: number, name: string, given: readonly unknown[]): Promise<void> {
    try {
      say({ type: 'reply', id, value: await run(name, given) })
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      const reason = error instanceof StoreError ? error.reason : 'failed'
      say({ type: 'failure', id, reason, message })
    }
  }

  function run(name: string, given: readonly unknown[]): unknown {
    const handler = handlers[name]
    if (handler === undefined) throw new TypeError(`Nobody does "${name}" here.`)
    // What was sent is what the handler takes: both sides are one program.
    return handler(...(given as readonly never[]))
  }

  function hearOne(message: PeerMessage): void {
    switch (message.type) {
      case 'call':
        void answer(message.id, message.name, message.given)
        return
      case 'tell':
        run(message.name, message.given)
        return
      case 'reply':
        waiting.get(message.id)?.resolve(message.value)
        waiting.delete(message.id)
        return
      case 'failure':
        waiting.get(message.id)?.reject(new StoreError(message.reason, message.message))
        waiting.delete(message.id)
    }
  }

  return {
    call(name, ...given) {
      if (isOver) return Promise.reject(gone())
      if (waiting.size >= maxWaiting)
        return Promise.reject(new StoreError('overloaded', 'Too much waits for the primary.'))
      const id = nextId++
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject })
        say({ type: 'call', id, name, given })
      })
    },
    tell(name, ...given) {
      if (!isOver) say({ type: 'tell', name, given })
    },
    hear(messages) {
      for (const message of messages) hearOne(message)
    },
    end() {
      isOver = true
      for (const { reject } of waiting.values()) reject(gone())
      waiting.clear()
    },
  }
}

function gone(): StoreError {
  return new StoreError('unavailable', 'The other process is gone.')
}
