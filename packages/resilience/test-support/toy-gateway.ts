import {
  createContext,
  pipeline,
  type ChatRequest,
  type Context,
  type Middleware,
  type Reply,
  type StreamEvent,
  type Target,
} from '@signalbox/core'
import { virtualClock, type VirtualClock } from '@signalbox/testing'

import type { ResilienceEvent, ResilienceOptions } from '../src/resilience-options.ts'
import { createResilience, type Resilience } from '../src/resilience.ts'
import { toyRequest, toyUpstream, type ToyHost } from './toy-provider.ts'

/** A request on its way. */
export interface Asked {
  readonly context: Context
  readonly leave: (reason: unknown) => void
  /** Never rejects: the error is the answer. */
  readonly reply: Promise<Reply | Error>
}

/** A gateway over toy hosts, in virtual time. */
export interface ToyGateway {
  readonly clock: VirtualClock
  readonly resilience: Resilience
  /** Hosts in the order they were called. */
  readonly hosts: readonly string[]
  readonly events: readonly ResilienceEvent[]
  readonly sent: () => readonly string[]
  readonly aborted: () => ReadonlyMap<number, unknown>
  readonly ask: (request?: Partial<ChatRequest>, requires?: readonly string[]) => Asked
}

/** Its resilience is the real one; randomness is the middle. */
export function toyGateway(
  hosts: Readonly<Record<string, ToyHost>>,
  candidates: readonly Target[],
  options: ResilienceOptions & { readonly inner?: readonly Middleware[] } = {},
): ToyGateway {
  const { inner = [], ...rest } = options
  const clock = virtualClock()
  const events: ResilienceEvent[] = []
  const resilience = createResilience({
    clock,
    random: () => 0.5,
    onEvent: (event) => void events.push(event),
    ...rest,
  })
  const out = toyUpstream(hosts, {
    clock,
    observe: resilience.observe,
    clocks: resilience.clocks,
  })
  const run = pipeline(resilience.middleware(), ...inner, out.middleware)
  return {
    clock,
    resilience,
    events,
    hosts: out.hosts,
    sent: () => out.transport.requests.map(({ body }) => (typeof body === 'string' ? body : '')),
    aborted: () => out.transport.aborted,
    ask(request, requires = []) {
      const control = new AbortController()
      const context = createContext({ request: toyRequest(request), clock, signal: control.signal })
      context.candidates = candidates
      context.requires = requires
      const reply = run(context).catch((thrown: unknown) => thrown as Error)
      return {
        context,
        reply,
        leave: (reason) => {
          control.abort(reason)
        },
      }
    },
  }
}

/** The text of a whole answer. */
export function textOf(reply: Reply | Error): string {
  if (reply instanceof Error) return `error: ${reply.message}`
  if (reply.type !== 'completion') return reply.type
  return (reply.completion.candidates[0]?.message.content ?? [])
    .map((part) => (part.type === 'text' ? part.text : ''))
    .join('')
}

/** Everything a stream tells. */
export async function eventsOf(reply: Reply | Error): Promise<readonly StreamEvent[]> {
  if (reply instanceof Error || reply.type !== 'stream')
    throw new TypeError(`No stream: ${textOf(reply)}`)
  const events: StreamEvent[] = []
  for await (const event of reply.events) events.push(event)
  return events
}
