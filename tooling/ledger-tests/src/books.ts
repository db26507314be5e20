import {
  createContext,
  eventStream,
  GatewayError,
  pipeline,
  type Caller,
  type ChatRequest,
  type Context,
  type LedgerStore,
  type Middleware,
  type Reply,
  type StreamEvent,
  type Target,
  type Usage,
  type UsageRow,
} from '@signalbox/core'
import type { LedgerCatalog } from '@signalbox/ledger'

/** One output token costs a thousandth of a USD, input is free; the model `mystery` has no price. */
export const outputOnly: LedgerCatalog = {
  price: ({ model }) => ({ rowId: model }),
  cost: (price, usage, options) => ({
    nanoUsd:
      price.rowId === 'mystery' || usage === undefined
        ? null
        : BigInt(usage.output.text + usage.output.reasoning) * 1_000_000n,
    basis: options?.basis ?? 'provider_usage',
    confidence: 'exact',
    priceRowId: price.rowId,
  }),
  capabilities: () => ({ maxOutputTokens: 1_000 }),
}

const target: Target = { id: 'fake/a', provider: 'fake', model: 'a' }

/** A chat of a few words. */
export function chat(fields: Partial<ChatRequest> = {}): ChatRequest {
  return {
    operation: 'chat',
    model: 'a',
    messages: [{ role: 'user', content: [{ type: 'text', text: 'hello' }] }],
    stream: false,
    ...fields,
  }
}

/** A context aimed at a target. */
export function contextFor(
  request: ChatRequest,
  options: { caller?: Caller; target?: Target; signal?: AbortSignal; id?: string } = {},
): Context {
  const context = createContext({ request, signal: options.signal, id: options.id })
  context.caller = options.caller ?? { tenant: 'acme' }
  context.candidates = [options.target ?? target]
  return context
}

/** What a provider reports. */
export function usageOf(input: number, output: number): Usage {
  return {
    input: {
      uncached: input,
      cacheRead: 0,
      cacheWrite5m: 0,
      cacheWrite1h: 0,
      cacheWriteOther: 0,
      toolUse: 0,
    },
    output: { text: output, reasoning: 0 },
  }
}

/** A whole answer with its usage. */
export function whole(usage: Usage | undefined, text = 'hi'): Reply {
  return {
    type: 'completion',
    completion: {
      id: '1',
      model: 'a',
      usage,
      candidates: [
        {
          message: { role: 'assistant', content: [{ type: 'text', text }] },
          finish: { reason: 'stop' },
        },
      ],
    },
  }
}

/** A stream of texts; with `cut` it breaks after them. */
export function streamed(
  texts: readonly string[],
  options: { usage?: Usage; cut?: GatewayError } = {},
): Reply {
  const deltas = texts.map((text): StreamEvent => ({
    type: 'part-delta',
    candidate: 0,
    index: 0,
    text,
  }))
  const ending: readonly StreamEvent[] =
    options.cut === undefined
      ? [
          { type: 'part-end', candidate: 0, index: 0 },
          { type: 'finish', candidate: 0, finish: { reason: 'stop' } },
          ...(options.usage === undefined
            ? []
            : [{ type: 'usage', usage: options.usage } as const]),
        ]
      : [{ type: 'error', error: options.cut }]
  return {
    type: 'stream',
    events: eventStream([
      { type: 'start', id: '1', model: 'a' },
      { type: 'part-start', candidate: 0, index: 0, part: { type: 'text' } },
      ...deltas,
      ...ending,
    ]),
  }
}

/** The innermost middleware of a test. */
export function answering(answer: (context: Context) => Reply | Promise<Reply>): Middleware {
  return async function fakeUpstream(context) {
    context.response = await answer(context)
  }
}

/** Runs one request and reads its answer to the end. */
export async function ask(
  run: ReturnType<typeof pipeline>,
  context: Context,
): Promise<readonly StreamEvent[] | Reply> {
  const reply = await run(context)
  if (reply.type !== 'stream') return reply
  const events: StreamEvent[] = []
  for await (const event of reply.events) events.push(event)
  return events
}

/** A store that remembers the rows it was sent. */
export function watched(store: LedgerStore): { store: LedgerStore; rows: UsageRow[] } {
  const rows: UsageRow[] = []
  return {
    rows,
    store: {
      ...store,
      flush: async (batch) => {
        await store.flush(batch)
        rows.push(...batch)
      },
    },
  }
}

/** The kind and message of a refusal. */
export async function refusalOf(run: Promise<unknown>): Promise<GatewayError> {
  try {
    await run
  } catch (error) {
    return GatewayError.from(error)
  }
  throw new Error('Nothing was refused.')
}
