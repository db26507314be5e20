import { isJsonObject, type JsonObject, type JsonValue } from '@signalbox/core'

/** Two states with only what differs between them. */
export interface ChangedFields {
  readonly before: JsonValue
  readonly after: JsonValue
}

const secretName = /^(?:key|value|secret|token|password|hash|api_?key|admin_?key)s?$/i
const maxBytes = 16_384

/** What differs between two states of one thing, without anything that may be a secret. */
export function changedFields(
  before: JsonValue | undefined,
  after: JsonValue | undefined,
): ChangedFields {
  const [was, is] = differing(withoutSecrets(before ?? null), withoutSecrets(after ?? null))
  return { before: bounded(was), after: bounded(is) }
}

function differing(before: JsonValue, after: JsonValue): readonly [JsonValue, JsonValue] {
  if (!isJsonObject(before) || !isJsonObject(after)) return [before, after]
  const names = new Set([...Object.keys(before), ...Object.keys(after)])
  const pairs = [...names]
    .filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
    .map((name) => [name, differing(before[name] ?? null, after[name] ?? null)] as const)
  return [
    Object.fromEntries(pairs.map(([name, [was]]) => [name, was])),
    Object.fromEntries(pairs.map(([name, [, is]]) => [name, is])),
  ]
}

function withoutSecrets(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(withoutSecrets)
  if (!isJsonObject(value)) return value
  const entries = Object.entries(value).flatMap(([name, entry]): [string, JsonValue][] =>
    entry === undefined ||
    (secretName.test(name) && typeof entry === 'string' && !entry.startsWith('[secret'))
      ? []
      : [[name, withoutSecrets(entry)]],
  )
  return Object.fromEntries(entries) satisfies JsonObject
}

function bounded(value: JsonValue): JsonValue {
  const { length } = JSON.stringify(value)
  return length <= maxBytes ? value : { left_out: `${String(length)} characters` }
}
