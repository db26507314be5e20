import { GatewayError, type Logger, type Secret } from '@signalbox/core'

/** Takes live secrets out of whatever is about to be written. */
export interface Redactor {
  /** From now on this value is never written. */
  add(secret: Secret): void
  text(text: string): string
  /** A copy without the values, errors and nested fields included. */
  value(value: unknown): unknown
  logger(logger: Logger): Logger
}

const shown = '[secret]'
/** Shorter ones would cut words apart. */
const minLength = 8
const maxValues = 5000
const maxDepth = 8

/** Knows the values that are in use; the oldest are forgotten after thousands of newer ones. */
export function createRedactor(): Redactor {
  const values = new Set<string>()
  let pattern: RegExp | undefined

  function patternNow(): RegExp | undefined {
    if (pattern !== undefined || values.size === 0) return pattern
    const forms = [...values].flatMap((value) => [value, encodeURIComponent(value)])
    const longestFirst = [...new Set(forms)].toSorted((a, b) => b.length - a.length)
    pattern = new RegExp(longestFirst.map((form) => escaped(form)).join('|'), 'g')
    return pattern
  }

  function text(given: string): string {
    const found = patternNow()
    return found === undefined ? given : given.replaceAll(found, shown)
  }

  function copy(value: unknown, depth: number): unknown {
    if (typeof value === 'string') return text(value)
    if (typeof value !== 'object' || value === null) return value
    if (depth > maxDepth) return '[deep]'
    if (value instanceof Error) return copyError(value, depth)
    if (Array.isArray(value)) return value.map((entry) => copy(entry, depth + 1))
    const plain = Object.getPrototypeOf(value)
    if (plain !== Object.prototype && plain !== null) return value
    return Object.fromEntries(
      Object.entries(value).map(([key, entry]) => [key, copy(entry, depth + 1)]),
    )
  }

  function copyError(error: Error, depth: number): unknown {
    const { name, message, stack, cause } = error
    return {
      name,
      message: text(message),
      ...(GatewayError.is(error)
        ? { kind: error.kind, details: copy({ ...error.details, cause: undefined }, depth + 1) }
        : {}),
      ...(stack === undefined ? {} : { stack: text(stack) }),
      ...(cause === undefined ? {} : { cause: copy(cause, depth + 1) }),
    }
  }

  return {
    add(secret) {
      const value = secret.reveal()
      if (value.length < minLength || values.has(value)) return
      const [oldest] = values
      if (values.size >= maxValues && oldest !== undefined) values.delete(oldest)
      values.add(value)
      pattern = undefined
    },
    text,
    value: (value) => copy(value, 0),
    logger(logger) {
      const clean = (level: keyof Logger) => (message: string, fields?: object) => {
        if (fields === undefined) logger[level](text(message))
        else logger[level](text(message), copy(fields, 0) as object)
      }
      return {
        debug: clean('debug'),
        info: clean('info'),
        warn: clean('warn'),
        error: clean('error'),
      }
    },
  }
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`)
}
