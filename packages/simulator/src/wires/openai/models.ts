import type { Answer } from '../../call.ts'
import { Refusal } from '../../refusal.ts'

/** The models that a list shows; any other name works as well. */
const MODEL_IDS: readonly string[] = [
  'sim-fast',
  'sim-smart',
  'sim-reasoning',
  'sim-embedding',
  'sim-openai',
]

const entry = (id: string): object => ({
  id,
  object: 'model',
  created: 1_767_225_600,
  owned_by: 'demo',
})

/** `GET /models`. */
export function listModels(): Answer {
  return { kind: 'whole', body: { object: 'list', data: MODEL_IDS.map(entry) } }
}

/** `GET /models/{id}`. */
export function readModel(id: string): Answer {
  if (id.startsWith('missing')) throw new Refusal(404, '', { reason: 'model', code: id })
  return { kind: 'whole', body: entry(id) }
}
