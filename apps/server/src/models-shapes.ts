import type { JsonObject } from '@signalbox/core'

import { displayName, type ModelEntry } from './models.ts'

/** `GET /v1/models` as OpenAI answers it. */
export function openaiModels(entries: readonly ModelEntry[]): JsonObject {
  return { object: 'list', data: entries.map(openaiModel) }
}

/** `GET /v1/models/{id}` as OpenAI answers it. */
export function openaiModel(entry: ModelEntry): JsonObject {
  const model = { id: entry.id, object: 'model', created: 0, owned_by: entry.owner }
  return { ...model, ...entry.facts, ...(entry.demo ? { demo: true } : {}) }
}

/** Paging as Anthropic has it: values of the query, unread. */
export interface AnthropicPage {
  readonly limit?: string | undefined
  readonly afterId?: string | undefined
  readonly beforeId?: string | undefined
}

/** `GET /v1/models` as Anthropic answers it. */
export function anthropicModels(
  entries: readonly ModelEntry[],
  { limit, afterId, beforeId }: AnthropicPage = {},
): JsonObject {
  const size = pageSize(limit, 20)
  const after = afterId === undefined ? 0 : indexOf(entries, afterId) + 1
  const before = beforeId === undefined ? entries.length : indexOf(entries, beforeId)
  const range = entries.slice(after, Math.max(after, before))
  // Going backwards the page is the last one before the id.
  const page = beforeId === undefined ? range.slice(0, size) : range.slice(-size)
  return {
    data: page.map(anthropicModel),
    has_more: page.length < range.length,
    first_id: page[0]?.id ?? null,
    last_id: page.at(-1)?.id ?? null,
  }
}

/** `GET /v1/models/{id}` as Anthropic answers it. */
export function anthropicModel(entry: ModelEntry): JsonObject {
  return {
    type: 'model',
    id: entry.id,
    display_name: displayName(entry),
    created_at: '1970-01-01T00:00:00Z',
  }
}

/** Paging as Gemini has it: values of the query, unread. */
export interface GeminiPage {
  readonly pageSize?: string | undefined
  readonly pageToken?: string | undefined
}

/** `GET /v1beta/models` as Gemini answers it. */
export function geminiModels(
  entries: readonly ModelEntry[],
  { pageSize: wanted, pageToken }: GeminiPage = {},
): JsonObject {
  const size = pageSize(wanted, 50)
  const start = pageToken === undefined ? 0 : indexOf(entries, pageToken) + 1
  const page = entries.slice(start, start + size)
  const last = page.at(-1)
  const models = page.map(geminiModel)
  return last !== undefined && start + size < entries.length
    ? { models, nextPageToken: last.id }
    : { models }
}

/** `GET /v1beta/models/{id}` as Gemini answers it. */
export function geminiModel(entry: ModelEntry): JsonObject {
  return {
    name: `models/${entry.id}`,
    version: '1',
    displayName: displayName(entry),
    description: entry.demo ? 'DEMO: a simulated provider' : `Served by ${entry.owner}`,
    supportedGenerationMethods: ['generateContent', 'streamGenerateContent', 'countTokens'],
  }
}

function pageSize(text: string | undefined, usual: number): number {
  const wanted = text !== undefined && /^\d{1,6}$/.test(text) ? Number(text) : usual
  return Math.min(1000, Math.max(1, wanted))
}

function indexOf(entries: readonly ModelEntry[], id: string): number {
  return entries.findIndex((entry) => entry.id === id)
}
