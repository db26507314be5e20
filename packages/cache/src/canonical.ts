/** JSON with sorted keys and without absent fields: equal values give equal texts. */
export function canonical(value: unknown): string {
  switch (typeof value) {
    case 'object':
      if (value === null) return 'null'
      return Array.isArray(value) ? list(value as readonly unknown[]) : group(value)
    case 'bigint':
      return String(value)
    case 'string':
    case 'number':
    case 'boolean':
      return JSON.stringify(value)
    case 'undefined':
    case 'function':
    case 'symbol':
      return 'null'
  }
}

function list(values: readonly unknown[]): string {
  let out = '['
  for (const [index, value] of values.entries()) out += (index === 0 ? '' : ',') + canonical(value)
  return `${out}]`
}

function group(value: object): string {
  const fields = value as Readonly<Record<string, unknown>>
  let out = '{'
  for (const key of Object.keys(fields).toSorted()) {
    const field = fields[key]
    if (field === undefined) continue
    out += `${out.length === 1 ? '' : ','}${JSON.stringify(key)}:${canonical(field)}`
  }
  return `${out}}`
}
