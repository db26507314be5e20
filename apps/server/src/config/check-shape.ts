import type { z } from 'zod'

import type { ConfigFile } from './config-file.ts'
import { didYouMean } from './edit-distance.ts'
import type { Finding } from './finding.ts'
import type { Path } from './path.ts'
import { keysAt } from './schema-paths.ts'
import { configSchema } from './schema.ts'

type Issue = z.core.$ZodIssue

/** Checks a value against the schema: the file, or everything that is wrong with its shape. */
export function checkShape(
  value: unknown,
): { file: ConfigFile; findings: readonly [] } | { file?: never; findings: readonly Finding[] } {
  const result = configSchema.safeParse(value)
  if (result.success) return { file: result.data, findings: [] }
  return { findings: result.error.issues.flatMap((issue) => explain(issue, [], value)) }
}

function explain(issue: Issue, above: Path, root: unknown): Finding[] {
  const path: Path = [
    ...above,
    ...issue.path.map((step) => (typeof step === 'symbol' ? '?' : step)),
  ]
  const actual = valueAt(root, path)
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey(key, path))
    case 'invalid_union':
      return explainUnion(issue, path, root)
    case 'invalid_key':
      return [{ path, at: 'key', message: issue.issues[0]?.message ?? issue.message }]
    case 'invalid_type':
      return [{ path, message: wrongType(issue.expected, actual, path) }]
    case 'invalid_value':
      return [{ path, message: wrongValue(issue.values, actual, path) }]
    case 'too_small':
    case 'too_big':
      return [{ path, message: wrongSize(issue) }]
    case 'invalid_format':
    case 'not_multiple_of':
    case 'invalid_element':
    case 'custom':
      return [{ path, message: issue.message }]
  }
}

function unknownKey(key: string, path: Path): Finding {
  const { now, later } = keysAt(path)
  if (later.includes(key))
    return {
      path: [...path, key],
      at: 'key',
      message: `is not in this version yet; it arrives with a later one, remove it until then`,
    }
  const shown = key.slice(0, 64)
  return {
    path: [...path, key],
    at: 'key',
    message: `Unrecognized key: "${shown}"${didYouMean(key, [...now, ...later])}`,
  }
}

/** Says what is wrong with the alternative that was meant: the one whose own kind of value it is. */
function explainUnion(issue: z.core.$ZodIssueInvalidUnion, path: Path, root: unknown): Finding[] {
  const [meant] = issue.errors
    .filter((errors) => errors.every((each) => each.path.length > 0 || isWithin(each)))
    .toSorted((one, other) => one.length - other.length)
  if (meant !== undefined) return meant.flatMap((each) => explain(each, path, root))
  if (issue.message !== 'Invalid input') return [{ path, message: issue.message }]
  const messages = issue.errors.flatMap((errors) =>
    errors.slice(0, 1).flatMap((each) => explain(each, path, root)),
  )
  return [{ path, message: [...new Set(messages.map(({ message }) => message))].join(', or ') }]
}

/** An issue with what stands in a value, not with its kind. */
function isWithin({ code }: Issue): boolean {
  return code !== 'invalid_type' && code !== 'invalid_value' && code !== 'invalid_union'
}

const names: Readonly<Record<string, string>> = {
  object: 'a group of fields',
  record: 'a group of named entries',
  array: 'a list',
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
}

function wrongType(expected: string, actual: unknown, path: Path): string {
  const wanted = names[expected] ?? expected
  if (actual === undefined) return `is missing: it must be ${wanted}`
  if (actual === null) return `is empty: it must be ${wanted}`
  const list = Array.isArray(actual) ? 'a list' : (names[typeof actual] ?? typeof actual)
  const hint = path.length === 0 ? ', such as "version: 1"' : ''
  if (expected === 'int' && typeof actual === 'number') return `must be ${wanted}`
  return `must be ${wanted}, not ${list}${hint}`
}

function wrongValue(values: readonly unknown[], actual: unknown, path: Path): string {
  const list = values.map(String).join(', ')
  const isMissing = actual === undefined
  if (path.length === 1 && path[0] === 'version')
    return isMissing ? 'is missing: write "version: 1"' : 'must be 1, the only version there is'
  if (isMissing) return `is missing: one of ${list}`
  if (typeof actual !== 'string') return `must be one of ${list}`
  return `must be one of ${list}${didYouMean(actual, values.map(String))}`
}

function wrongSize(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): string {
  if (issue.code === 'too_big') return `Too big: at most ${String(issue.maximum)}`
  if (issue.origin === 'string') return 'must not be empty'
  if (issue.origin === 'array') return 'needs at least one entry'
  return `Too small: at least ${String(issue.minimum)}`
}

function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, step)
        ? (value as Readonly<Record<string, unknown>>)[step]
        : undefined,
    root,
  )
}
