import type { z } from 'zod'

import { laterKeysAt } from './later-keys.ts'
import type { Path } from './path.ts'
import { configSchema } from './schema.ts'
import { secretText } from './sections/fields.ts'

type Schema = z.core.$ZodType

/** The keys that may stand at a path, now and in a later version. */
export function keysAt(path: Path): { now: readonly string[]; later: readonly string[] } {
  const now = schemasAt(path).flatMap((schema) => Object.keys(shapeOf(schema)))
  return { now: [...new Set(now)], later: laterKeysAt(path).filter((key) => !now.includes(key)) }
}

/** What a reference's text is read as at a path. */
export function kindAt(path: Path): 'number' | 'boolean' | 'text' {
  const kinds = new Set(schemasAt(path).map(kindOf))
  if (kinds.has('text')) return 'text'
  if (kinds.has('number')) return 'number'
  return kinds.has('boolean') ? 'boolean' : 'text'
}

/** Whether the field at a path is a secret. */
export function isSecretField(path: Path): boolean {
  return schemasAt(path).includes(secretText)
}

/** Whether the value at a path must never be shown: a secret, or one under a misspelt key. */
export function isSecretPath(path: Path): boolean {
  const last = path.at(-1)
  const { now, later } = keysAt(path.slice(0, -1))
  const isUnknown = now.length > 0 && typeof last === 'string' && ![...now, ...later].includes(last)
  return isUnknown || isSecretField(path)
}

/** Everything that may stand at a path; several where a union has alternatives. */
function schemasAt(path: Path): readonly Schema[] {
  return path.reduce<readonly Schema[]>(
    (schemas, step) => schemas.flatMap((schema) => stepInto(schema, step)),
    alternatives(configSchema),
  )
}

function stepInto(schema: Schema, step: string | number): readonly Schema[] {
  const def = defOf(schema)
  if (def.type === 'array') return typeof step === 'number' ? alternatives(def.element) : []
  if (def.type === 'record') return alternatives(def.valueType)
  const inner = shapeOf(schema)[step]
  return inner === undefined ? [] : alternatives(inner)
}

function shapeOf(schema: Schema): Readonly<Record<string, Schema>> {
  const def = defOf(schema)
  if (def.type !== 'object') return {}
  // A misspelt key may be called "constructor".
  return Object.assign(Object.create(null), def.shape) as Readonly<Record<string, Schema>>
}

/** A schema without what only wraps it; the members of a union. */
function alternatives(schema: Schema): readonly Schema[] {
  const def = defOf(schema)
  if (def.type === 'union') return def.options.flatMap(alternatives)
  if (def.type === 'pipe') return alternatives(def.in)
  if (def.type === 'lazy') return alternatives(def.getter())
  return 'innerType' in def ? alternatives(def.innerType) : [schema]
}

function kindOf(schema: Schema): 'number' | 'boolean' | 'text' | undefined {
  const def = defOf(schema)
  if (def.type === 'number' || def.type === 'boolean') return def.type
  if (def.type === 'string') return 'text'
  if (def.type !== 'literal') return undefined
  const [value] = def.values
  return typeof value === 'number' || typeof value === 'boolean' ? kindOfValue(value) : 'text'
}

function kindOfValue(value: number | boolean): 'number' | 'boolean' {
  return typeof value === 'number' ? 'number' : 'boolean'
}

/** Inside its definitions the library types schemas without their public face. */
function defOf(schema: Schema): z.core.$ZodTypes['_zod']['def'] {
  return (schema as z.ZodType).def as z.core.$ZodTypes['_zod']['def']
}
