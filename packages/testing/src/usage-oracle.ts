import { isJsonObject, type JsonObject, type JsonValue, type Usage } from '@signalbox/core'

/** What a provider reported, added up without the code under test. */
export interface ReportedUsage {
  readonly input: number
  readonly output: number
  readonly cacheRead: number
}

/** Reads the usage of one answer, or of the objects of one stream, by the accounting table of its wire. */
export function reportedUsage(
  wire: string,
  objects: readonly JsonObject[],
): ReportedUsage | undefined {
  const raw = objects.reduce<JsonObject | undefined>(
    (before, object) => folded(wire, before, object),
    undefined,
  )
  return raw === undefined ? undefined : totals(wire, raw)
}

/** The same sums of canonical usage. */
export function summed({ input, output }: Usage): ReportedUsage {
  const { uncached, cacheRead, cacheWrite5m, cacheWrite1h, cacheWriteOther, toolUse } = input
  return {
    input: uncached + cacheRead + cacheWrite5m + cacheWrite1h + cacheWriteOther + toolUse,
    output: output.text + output.reasoning,
    cacheRead,
  }
}

function folded(
  wire: string,
  before: JsonObject | undefined,
  object: JsonObject,
): JsonObject | undefined {
  switch (wire) {
    case 'openai-chat':
      return at(object, 'usage') ?? at(object, 'x_groq', 'usage') ?? before
    case 'openai-responses':
      return at(object, 'response', 'usage') ?? at(object, 'usage') ?? before
    case 'anthropic-messages':
      return merged(before, at(object, 'message', 'usage') ?? at(object, 'usage'))
    case 'google-generate':
      return merged(before, at(object, 'usageMetadata'))
    case 'ollama-chat':
      return object['done'] === true ? object : before
    case 'cohere-chat':
      return at(object, 'delta', 'usage', 'tokens') ?? at(object, 'usage', 'tokens') ?? before
    default:
      return at(object, 'usage') ?? before
  }
}

function totals(wire: string, raw: JsonObject): ReportedUsage | undefined {
  const of = (...path: readonly string[]) => count(raw, path) ?? 0
  switch (wire) {
    case 'openai-chat': {
      if (count(raw, ['prompt_tokens']) === undefined) return undefined
      const cacheRead =
        count(raw, ['prompt_tokens_details', 'cached_tokens']) ??
        count(raw, ['prompt_cache_hit_tokens']) ??
        count(raw, ['cached_tokens']) ??
        of('num_cached_tokens')
      const input = of('prompt_tokens') + (cacheRead > of('prompt_tokens') ? cacheRead : 0)
      const spoken = of('completion_tokens')
      const thought = of('completion_tokens_details', 'reasoning_tokens')
      const apart =
        thought > spoken || (thought > 0 && of('total_tokens') === input + spoken + thought)
      return { input, output: apart ? spoken + thought : spoken, cacheRead }
    }
    case 'openai-responses':
      return {
        input: of('input_tokens'),
        output: of('output_tokens'),
        cacheRead: of('input_tokens_details', 'cached_tokens'),
      }
    case 'anthropic-messages': {
      const cacheRead = of('cache_read_input_tokens')
      return {
        input: of('input_tokens') + of('cache_creation_input_tokens') + cacheRead,
        output: of('output_tokens'),
        cacheRead,
      }
    }
    case 'google-generate':
      if (count(raw, ['promptTokenCount']) === undefined) return undefined
      return {
        input: of('promptTokenCount') + of('toolUsePromptTokenCount'),
        output: of('candidatesTokenCount') + of('thoughtsTokenCount'),
        cacheRead: of('cachedContentTokenCount'),
      }
    case 'bedrock-converse': {
      const cacheRead = of('cacheReadInputTokens')
      const input = of('inputTokens') + cacheRead + of('cacheWriteInputTokens')
      return { input, output: of('outputTokens'), cacheRead }
    }
    case 'ollama-chat':
      return { input: of('prompt_eval_count'), output: of('eval_count'), cacheRead: 0 }
    case 'cohere-chat':
      return { input: of('input_tokens'), output: of('output_tokens'), cacheRead: 0 }
    default:
      return undefined
  }
}

function merged(
  before: JsonObject | undefined,
  more: JsonObject | undefined,
): JsonObject | undefined {
  if (before === undefined || more === undefined) return more ?? before
  const present = Object.entries(more).filter(([, value]) => value !== null)
  return { ...before, ...Object.fromEntries(present) }
}

function at(object: JsonObject, ...path: readonly string[]): JsonObject | undefined {
  const value = valueAt(object, path)
  return isJsonObject(value) ? value : undefined
}

function count(object: JsonObject, path: readonly string[]): number | undefined {
  const value = valueAt(object, path)
  return typeof value === 'number' ? value : undefined
}

function valueAt(object: JsonObject, path: readonly string[]): JsonValue | undefined {
  let value: JsonValue | undefined = object
  for (const key of path) value = isJsonObject(value) ? value[key] : undefined
  return value
}
