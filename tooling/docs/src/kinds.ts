/** The shape of a JSON value: its keys, and in place of each value what kind it is. */
export function kindsOf(value: unknown): unknown {
  if (value === null) return 'null'
  if (Array.isArray(value)) return value.map(kindsOf)
  if (typeof value !== 'object') return typeof value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, kindsOf(each)]))
}
