/** Lists that say a text again piece by piece, so that no rule knows it. */
const lists = new Set(['logprobs', 'words', 'tokens'])

/** A value without what repeats its text in pieces; the same value where nothing does. */
export function withoutPieces<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => withoutPieces(item))
    return items.some((item, index) => item !== value[index]) ? (items as Value) : value
  }
  const entries = Object.entries(value).map(([key, item]: [string, unknown]) => {
    const isList = Array.isArray(item) && item.length > 0 && lists.has(key)
    return [key, isList ? [] : withoutPieces(item)] as const
  })
  const isSame = entries.every(([key, item]) => item === Reflect.get(value, key))
  return isSame ? value : (Object.fromEntries(entries) as Value)
}
