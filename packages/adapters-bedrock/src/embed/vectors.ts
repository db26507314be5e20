import { isJsonObject, type JsonObject, type JsonValue } from '@signalbox/core'

/** The vectors of an answer in the order of the texts; undefined when there are none. */
export function vectorsIn({ embedding, embeddings }: JsonObject): number[][] | undefined {
  if (embedding !== undefined) return listOf([embedding])
  const list = isJsonObject(embeddings) ? embeddings['float'] : embeddings
  return Array.isArray(list) ? listOf(list as readonly JsonValue[]) : undefined
}

function listOf(entries: readonly JsonValue[]): number[][] | undefined {
  const vectors = entries.map((entry) => numbers(isJsonObject(entry) ? entry['embedding'] : entry))
  return vectors.every((vector) => vector !== undefined) ? vectors : undefined
}

function numbers(value: JsonValue | undefined): number[] | undefined {
  if (!Array.isArray(value)) return undefined
  const found = value.filter((entry) => typeof entry === 'number')
  return found.length === value.length ? found : undefined
}
