import { isJsonObject, type JsonObject, type Usage } from '@signalbox/core'
import type { Recording } from '@signalbox/testing'

import { usageOf } from './usage-of.ts'

/** What one recorded answer used, read without any adapter. */
export interface Recorded {
  readonly provider: string
  readonly model: string
  readonly usage: Usage
  readonly raw: JsonObject
}

const providers: Readonly<Record<string, string>> = {
  gemini: 'google',
  vertex: 'google-vertex',
  moonshotai: 'moonshot',
  dashscope: 'qwen',
}

/** The usage block of a recording; undefined where it has none. */
export function recordedUsage(recording: Recording): Recorded | undefined {
  const events = objectsOf(recording)
  const raw: JsonObject = Object.fromEntries(
    events.flatMap((event) => Object.entries(blockOf(event))),
  )
  const model = modelOf(recording, events)
  const usage = readUsage(raw)
  if (usage === undefined || model === undefined) return undefined
  return { provider: providers[recording.provider] ?? recording.provider, model, usage, raw }
}

function objectsOf({ body, sse }: Recording): readonly JsonObject[] {
  if (isJsonObject(body)) return [body]
  if (Array.isArray(body)) return body.filter(isJsonObject)
  return (sse ?? '').split('\n').flatMap((line) => {
    const text = /^data: ?(\{.*)$/.exec(line)?.[1]
    const value: unknown = text === undefined ? undefined : JSON.parse(text)
    return isJsonObject(value) ? [value] : []
  })
}

function at(object: JsonObject, ...path: readonly string[]): JsonObject | undefined {
  const found = path.reduce<unknown>(
    (value, name) => (isJsonObject(value) ? value[name] : undefined),
    object,
  )
  return isJsonObject(found) ? found : undefined
}

function blockOf(event: JsonObject): JsonObject {
  return (
    at(event, 'message', 'usage') ??
    at(event, 'response', 'usage') ??
    at(event, 'x_groq', 'usage') ??
    at(event, 'metadata', 'usage') ??
    at(event, 'usageMetadata') ??
    at(event, 'usage') ??
    {}
  )
}

function modelOf({ request }: Recording, events: readonly JsonObject[]): string | undefined {
  const named = events.flatMap((event) => [
    event['modelVersion'],
    event['model'],
    at(event, 'message')?.['model'],
    at(event, 'response')?.['model'],
  ])
  const found = named.find((name) => typeof name === 'string' && name !== '')
  if (typeof found === 'string') return found
  const path = /\/model(?:s)?\/([^/:]+(?:%3A[^/:]+)?)/.exec(request.url)?.[1]
  return path === undefined ? undefined : decodeURIComponent(path)
}

function readUsage(raw: JsonObject): Usage | undefined {
  const of = (name: string, inside?: string): number => {
    const value = (inside === undefined ? raw : (at(raw, inside) ?? {}))[name]
    return typeof value === 'number' ? value : 0
  }
  if (raw['promptTokenCount'] !== undefined) {
    const read = of('cachedContentTokenCount')
    return usageOf({
      input: of('promptTokenCount') - read,
      read,
      toolUse: of('toolUsePromptTokenCount'),
      output: of('candidatesTokenCount'),
      reasoning: of('thoughtsTokenCount'),
    })
  }
  if (raw['inputTokens'] !== undefined)
    return usageOf({
      input: of('inputTokens'),
      read: of('cacheReadInputTokens'),
      write5m: of('cacheWriteInputTokens'),
      output: of('outputTokens'),
    })
  if (raw['prompt_tokens'] !== undefined) {
    const read = of('cached_tokens', 'prompt_tokens_details') || of('prompt_cache_hit_tokens')
    const reasoning = of('reasoning_tokens', 'completion_tokens_details')
    const inside = of('prompt_tokens') + of('completion_tokens') === of('total_tokens')
    return usageOf({
      input: of('prompt_tokens') - read,
      read,
      output: of('completion_tokens') - (inside ? reasoning : 0),
      reasoning,
    })
  }
  if (raw['input_tokens'] === undefined) return undefined
  if (at(raw, 'input_tokens_details') === undefined) {
    const write1h = of('ephemeral_1h_input_tokens', 'cache_creation')
    return usageOf({
      input: of('input_tokens'),
      read: of('cache_read_input_tokens'),
      write5m: of('cache_creation_input_tokens') - write1h,
      write1h,
      output: of('output_tokens'),
    })
  }
  const read = of('cached_tokens', 'input_tokens_details')
  const reasoning = of('reasoning_tokens', 'output_tokens_details')
  return usageOf({
    input: of('input_tokens') - read,
    read,
    output: of('output_tokens') - reasoning,
    reasoning,
  })
}
