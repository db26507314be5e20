import type { Dialect, JsonObject } from '@signalbox/core'

import type { RouteRow } from './route-row.ts'

const said = 'Say hello.'
const chat = { model: 'auto', messages: [{ role: 'user', content: said }] }
const gemini = { contents: [{ role: 'user', parts: [{ text: said }] }] }

const examples: Readonly<Record<string, JsonObject>> = {
  'openai-chat': chat,
  'openai-responses': { model: 'auto', input: said },
  'openai-input-tokens': { model: 'auto', input: said },
  'openai-completions': { model: 'auto', prompt: said },
  'openai-embeddings': { model: 'auto', input: said },
  'openai-moderations': { model: 'auto', input: said },
  'openai-media': { model: 'auto', prompt: said, input: said, voice: 'alloy' },
  'anthropic-messages': { ...chat, max_tokens: 64 },
  'anthropic-count-tokens': chat,
  'google-generate': gemini,
  'google-count-tokens': gemini,
  'google-embed': {
    content: { parts: [{ text: said }] },
    requests: [{ model: 'models/auto', content: { parts: [{ text: said }] } }],
  },
}

/** The surfaces that clients' dialects bring, as rows. */
export function dialectRows(dialects: readonly Dialect[]): readonly RouteRow[] {
  return dialects.flatMap(({ name, surfaces }) =>
    surfaces.map(({ method, path, auth, body }): RouteRow => ({
      method: methodOf(method),
      path,
      auth,
      tag: name,
      summary: `${path.split(/[/:]/).at(-1) ?? ''} in the format ${name}`,
      bodyType: body === 'raw' ? 'multipart' : 'json',
      example: body === 'raw' ? undefined : (examples[name] ?? {}),
    })),
  )
}

function methodOf(method: string): RouteRow['method'] {
  if (method === 'GET' || method === 'POST' || method === 'DELETE') return method
  throw new TypeError(`A surface has the method ${method}, which the table does not know.`)
}
