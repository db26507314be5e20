/** That part of JSON Schema which the chart's schema uses. */
export interface Schema {
  readonly type?: string | readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean
  readonly enum?: readonly unknown[]
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
}

const known = new Set(
  '$schema type properties required additionalProperties enum minimum maximum minLength'.split(' '),
)

/** What is wrong with a value, by place; throws at a keyword that is not checked here. */
export function schemaProblems(schema: Schema, value: unknown, place = ''): readonly string[] {
  const unknown = Object.keys(schema).filter((word) => !known.has(word))
  if (unknown.length > 0) throw new Error(`Not checked here: ${unknown.join(', ')}`)
  const types = schema.type === undefined ? [] : [schema.type].flat()
  const problems: string[] = []
  if (types.length > 0 && !types.includes(typeOf(value)))
    problems.push(`${place}: is no ${types.join(' or ')}`)
  if (schema.enum?.includes(value) === false) problems.push(`${place}: is none of the known words`)
  if (
    typeof value === 'number' &&
    (value < (schema.minimum ?? value) || value > (schema.maximum ?? value))
  )
    problems.push(`${place}: is out of range`)
  if (typeof value === 'string' && value.length < (schema.minLength ?? 0))
    problems.push(`${place}: is too short`)
  if (typeOf(value) !== 'object') return problems
  const fields = value as Readonly<Record<string, unknown>>
  for (const name of schema.required ?? [])
    if (!(name in fields)) problems.push(`${place}/${name}: is missing`)
  for (const [name, field] of Object.entries(fields)) {
    const own = schema.properties?.[name]
    if (own !== undefined) problems.push(...schemaProblems(own, field, `${place}/${name}`))
    else if (schema.additionalProperties === false) problems.push(`${place}/${name}: is not known`)
  }
  return problems
}

function typeOf(value: unknown): string {
  if (Array.isArray(value)) return 'array'
  if (value === null) return 'null'
  return Number.isInteger(value) ? 'integer' : typeof value
}
