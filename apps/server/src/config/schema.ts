import { z } from 'zod'

import { adapterNames } from './adapter-table.ts'
import type { ConfigFile } from './config-file.ts'

/** A place in the file: keys and indexes from the top. */
export type Path = readonly (string | number)[]

const name = z
  .string()
  .regex(/^[A-Za-z0-9][\w.-]{0,63}$/, 'names are 1–64 letters, digits, ".", "_" or "-"')
const modelName = z
  .string()
  .regex(/^[A-Za-z0-9@][\w.:@/+-]{0,127}$/, 'model names are 1–128 letters, digits or ._:@/+-')
const text = z.string().min(1)
const milliseconds = z.int().min(1).max(86_400_000)

const limits = { rpm: z.int().min(1), tpm: z.int().min(1), concurrency: z.int().min(1) }
const timeouts = {
  connectMs: milliseconds,
  firstTokenMs: milliseconds,
  idleMs: milliseconds,
  totalMs: milliseconds,
}
const limitsSchema = z.strictObject(limits).partial()
const key = { id: name, value: text, limits: limitsSchema.optional() }
const provider = {
  adapter: z.enum(adapterNames),
  apiKey: text.optional(),
  keys: z.array(z.strictObject(key)).min(1).optional(),
  baseUrl: text.optional(),
  api: z.enum(['auto', 'chat', 'responses']).optional(),
  tags: z.array(name).optional(),
  timeouts: z.strictObject(timeouts).partial().optional(),
  limits: limitsSchema.optional(),
  project: text.optional(),
  region: text.optional(),
}
const target = { target: text, weight: z.number().min(0).max(1_000_000).optional() }
const model = { targets: z.array(z.union([text, z.strictObject(target)])).min(1) }
const server = {
  host: text.optional(),
  port: z.int().min(0).max(65_535).optional(),
  adminKey: text.optional(),
}
const top = {
  version: z.literal(1),
  server: z.strictObject(server).optional(),
  providers: z.record(name, z.strictObject(provider)).optional(),
  models: z.record(modelName, z.strictObject(model)).optional(),
}

/** The one schema of the file; unknown keys are errors on every level. */
export const configSchema: z.ZodType<ConfigFile> = z.strictObject(top)

/** Pattern of a path (`*` is one step), the keys allowed there, and those of later versions. */
const objects: readonly (readonly [Path, object, readonly string[]])[] = [
  [
    [],
    top,
    ['store', 'redis', 'policies', 'tenants', 'safety', 'cache', 'telemetry', 'catalog', 'secrets'],
  ],
  [['server'], server, []],
  [['providers', '*'], provider, ['resource']],
  [['providers', '*', 'timeouts'], timeouts, []],
  [['providers', '*', 'limits'], limits, []],
  [['providers', '*', 'keys', '*'], key, []],
  [['providers', '*', 'keys', '*', 'limits'], limits, []],
  [['models', '*'], model, ['policy']],
  [['models', '*', 'targets', '*'], target, ['when', 'quality']],
]

/** The keys that may stand at a path, now and in a later version. */
export function keysAt(path: Path): { now: readonly string[]; later: readonly string[] } {
  const row = objects.find(([pattern]) => matches(pattern, path))
  return row === undefined ? { now: [], later: [] } : { now: Object.keys(row[1]), later: row[2] }
}

const numbers: readonly Path[] = [
  ['version'],
  ['server', 'port'],
  ['models', '*', 'targets', '*', 'weight'],
  ...Object.keys(timeouts).map((each) => ['providers', '*', 'timeouts', each]),
  ...Object.keys(limits).map((each) => ['providers', '*', 'limits', each]),
  ...Object.keys(limits).map((each) => ['providers', '*', 'keys', '*', 'limits', each]),
]

/** Whether a number belongs at a path, so that the text of a reference is read as one. */
export function isNumberPath(path: Path): boolean {
  return numbers.some((pattern) => matches(pattern, path))
}

const secrets: readonly Path[] = [
  ['server', 'adminKey'],
  ['providers', '*', 'apiKey'],
  ['providers', '*', 'keys', '*', 'value'],
]

/** Whether the value at a path must never be shown: a secret, or one under a misspelt key. */
export function isSecretPath(path: Path): boolean {
  const last = path.at(-1)
  const { now, later } = keysAt(path.slice(0, -1))
  const isUnknown = now.length > 0 && typeof last === 'string' && ![...now, ...later].includes(last)
  return isUnknown || secrets.some((pattern) => matches(pattern, path))
}

function matches(pattern: Path, path: Path): boolean {
  return (
    pattern.length === path.length &&
    pattern.every((step, index) => step === '*' || step === path[index])
  )
}
