import { attempt, eventStream, GatewayError, type Context, type Next } from '@signalbox/core'

import { createFanOut, type FanOut } from './fan-out.ts'
import { readShared } from './read-shared.ts'
import { markUncharged } from './uncharged.ts'

/** Bounds of one shared call. */
export interface ShareOptions {
  readonly maxMembers: number
  readonly maxReplayBytes: number
  readonly join: 'any-time' | 'before-content'
  /** Nobody can join any more. */
  readonly onClosed: () => void
}

/** One call and everybody who waits for its answer; it ends early only when all of them left. */
export interface Share {
  readonly open: boolean
  /** Sets the reply of the context. */
  join(context: Context, next: Next): Promise<void>
}

/** Starts the call, on the leader's context but with a signal of its own. */
export function startShare(leader: Context, next: Next, options: ShareOptions): Share {
  const { maxMembers, maxReplayBytes, join } = options
  const stop = new AbortController()
  /** In order of arrival: when the one who pays leaves, the next one does. */
  const members = new Set<Context>()
  let payer: Context | undefined = leader
  let open = true
  let fanOut: FanOut | undefined

  function close(): void {
    if (!open) return
    open = false
    options.onClosed()
  }

  /** A member goes before the end. */
  function leave(context: Context): void {
    if (!members.delete(context)) return
    const [heir] = members
    if (heir === undefined) {
      close()
      stop.abort(allLeft())
    } else if (payer === context) {
      payer = heir
      markUncharged(heir, undefined)
      markUncharged(context, 'coalesced')
    }
  }

  /** A member has the whole answer; if it paid, all is paid. */
  function finish(context: Context): void {
    members.delete(context)
    if (payer === context) payer = undefined
  }

  async function run(): Promise<Context> {
    try {
      const fork = await attempt(leader, { signal: stop.signal }, next)
      const reply = fork.response
      const alone = join === 'before-content' && members.size === 1
      if (reply?.type === 'stream' && !alone)
        fanOut = createFanOut(reply.events, { maxBytes: maxReplayBytes, onClosed: close })
      else close()
      return fork
    } catch (error) {
      close()
      throw error
    }
  }

  let started: Promise<Context> | undefined

  return {
    get open() {
      return open && members.size < maxMembers
    },
    async join(context, again) {
      members.add(context)
      if (context !== payer) markUncharged(context, 'coalesced')
      const onAbort = () => {
        leave(context)
      }
      context.signal.addEventListener('abort', onAbort, { once: true })
      started ??= run()
      context.adopt(await orAborted(started, context.signal))
      if (context.response?.type !== 'stream') {
        context.signal.removeEventListener('abort', onAbort)
        finish(context)
      } else if (fanOut !== undefined) {
        const events = readShared(fanOut, {
          context,
          again,
          onFinished: () => {
            finish(context)
          },
          onLeft: () => {
            leave(context)
          },
        })
        context.response = { type: 'stream', events: eventStream(events) }
      }
    },
  }
}

/** The value, unless the signal comes first; then the value is for others. */
async function orAborted<Value>(value: Promise<Value>, signal: AbortSignal): Promise<Value> {
  const { promise, reject } = Promise.withResolvers<never>()
  const stop = () => {
    reject(GatewayError.from(signal.reason))
  }
  signal.addEventListener('abort', stop, { once: true })
  try {
    return await Promise.race([value, promise])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

function allLeft(): GatewayError {
  return new GatewayError('cancelled', 'Everybody who waited for this answer left.', {
    origin: 'client',
  })
}
