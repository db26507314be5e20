import { asList, asObject, isObject, type JsonObject } from '../../json.ts'

/** Says why OpenAI refuses this schema as strict, or undefined where it does not. */
export function strictSchemaFault(
  schema: unknown,
  path: readonly string[] = [],
): string | undefined {
  if (!isObject(schema)) return undefined
  return objectFault(schema, path) ?? nestedFault(schema, path)
}

function objectFault(schema: JsonObject, path: readonly string[]): string | undefined {
  const types: readonly unknown[] = [schema['type']].flat()
  if (!types.includes('object')) return undefined
  const place = `In context=(${path.map((step) => `'${step}'`).join(', ')})`
  if (schema['additionalProperties'] !== false) {
    return `${place}, 'additionalProperties' is required to be supplied and to be false.`
  }
  const names = Object.keys(asObject(schema['properties']))
  const required = asList(schema['required'])
  const missing = names.find((name) => !required.includes(name))
  if (missing === undefined) return undefined
  return `${place}, 'required' is required to be supplied and to be an array including every key in properties. Missing '${missing}'.`
}

function nestedFault(schema: JsonObject, path: readonly string[]): string | undefined {
  for (const group of ['properties', '$defs', 'definitions']) {
    for (const [name, value] of Object.entries(asObject(schema[group]))) {
      const fault = strictSchemaFault(value, [...path, group, name])
      if (fault !== undefined) return fault
    }
  }
  for (const [index, value] of asList(schema['anyOf']).entries()) {
    const fault = strictSchemaFault(value, [...path, 'anyOf', String(index)])
    if (fault !== undefined) return fault
  }
  return strictSchemaFault(schema['items'], [...path, 'items'])
}
