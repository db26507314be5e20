import {
  createContext,
  pipeline,
  type Caller,
  type HeaderList,
  type Middleware,
} from '@signalbox/core'

import { doorStages, type Parts } from './parts.ts'

const come: Middleware = async (context) => {
  context.response = {
    type: 'completion',
    completion: { id: context.id, model: '', candidates: [] },
  }
}

/** Sends a request that calls no provider through the door alone; throws where it is turned away. */
export async function admit(parts: Parts, headers: HeaderList): Promise<Caller | undefined> {
  const source = { wire: 'openai-chat', body: {}, headers }
  const context = createContext({
    request: { operation: 'chat', model: '', messages: [], stream: false, source },
  })
  await pipeline(...doorStages(parts), come)(context)
  return context.caller
}
