import {
  createContext,
  GatewayError,
  pipeline,
  type Clock,
  type ChatRequest,
  type Context,
  type GatewayRequest,
  type Usage,
} from '@signalbox/core'

import type { Tenancy } from '../src/create-tenancy.ts'

/** A chat that presents a key. */
export function chat(key: string | undefined, fields: Partial<ChatRequest> = {}): ChatRequest {
  const headers = key === undefined ? [] : ['authorization', `Bearer ${key}`]
  return {
    operation: 'chat',
    model: 'm',
    messages: [],
    stream: false,
    source: { wire: 'toy', body: {}, headers },
    ...fields,
  }
}

/** One request through the middleware, answered with that usage. */
export async function ask(
  tenancy: Tenancy,
  request: GatewayRequest,
  options: { readonly usage?: Usage | undefined; readonly clock?: Clock | undefined } = {},
): Promise<Context> {
  const { usage, clock } = options
  const context = createContext({ request, clock })
  const run = pipeline(tenancy.middleware(), async (inner) => {
    const completion = { id: '1', model: 'm', candidates: [], ...(usage && { usage }) }
    inner.response = { type: 'completion', completion }
  })
  await run(context)
  await new Promise((resolve) => setImmediate(resolve))
  return context
}

/** The kind of the refusal, or `ok`. */
export async function outcome(answer: Promise<unknown>): Promise<string> {
  try {
    await answer
    return 'ok'
  } catch (error) {
    return GatewayError.from(error).kind
  }
}
