import type { JsonObject } from '../../json.ts'
import { invalid } from '../../refusal.ts'

/** The names whose models think and therefore refuse sampling. */
export function isReasoningModel(model: string): boolean {
  return /^(?:o\d|gpt-5)/u.test(model) && !model.startsWith('gpt-5-chat')
}

/** Throws for a sampling parameter that a reasoning model refuses. */
export function refuseSampling(body: JsonObject): void {
  for (const name of ['temperature', 'top_p']) {
    const value = body[name]
    if (value === undefined || value === null || value === 1) continue
    throw invalid(
      `Unsupported value: '${name}' does not support ${JSON.stringify(value)} with this model. Only the default (1) value is supported.`,
      name,
      'unsupported_value',
    )
  }
}
