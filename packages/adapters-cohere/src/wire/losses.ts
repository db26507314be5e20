import { isJsonObject, type Extensions, type JsonValue, type Warning } from '@signalbox/core'

/** Collects what a request lost on its way. */
export interface Losses {
  readonly warnings: readonly Warning[]
  add(code: Warning['code'], path: string, detail: string): void
  /** Extensions of other wires cannot be said here. */
  foreign(path: string, extensions: Extensions | undefined): void
}

/** Fields that say nothing beyond what the model already holds. */
const noise = new Set([
  'type',
  'role',
  'id',
  'index',
  'status',
  'object',
  'stream',
  'stream_options',
])

/** An empty collection; extensions of `own` are said. */
export function losses(own: string): Losses {
  const warnings: Warning[] = []
  const add: Losses['add'] = (code, path, detail) => {
    warnings.push({ code, path, detail })
  }
  return {
    warnings,
    add,
    foreign(path, extensions) {
      for (const [wire, fields] of Object.entries(extensions ?? {})) {
        if (wire === own) continue
        for (const [name, value] of Object.entries(fields ?? {}))
          if (!noise.has(name) && !name.startsWith('$') && saysSomething(value))
            add('dropped', path === '' ? name : `${path}.${name}`, 'Cohere has no such field.')
      }
    },
  }
}

function saysSomething(value: JsonValue | undefined): boolean {
  if (value === undefined || value === null || value === false || value === '') return false
  if (Array.isArray(value)) return value.length > 0
  return !isJsonObject(value) || Object.keys(value).length > 0
}
