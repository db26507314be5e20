import { asString, isObject } from './json.ts'

/** What the real API accepts at one place of a request. */
export type Shape =
  | { readonly kind: 'any' | 'boolean' | 'object' }
  | { readonly kind: 'string'; readonly one?: readonly string[] }
  | {
      readonly kind: 'number' | 'integer'
      readonly min: number
      readonly max: number
    }
  | { readonly kind: 'list'; readonly item: Shape; readonly max: number }
  | { readonly kind: 'record'; readonly item: Shape }
  | { readonly kind: 'members'; readonly of: Members; readonly required: readonly string[] }
  | { readonly kind: 'tagged'; readonly tag: string; readonly of: Members }
  | { readonly kind: 'either'; readonly of: readonly Shape[] }

type Members = { readonly [name: string]: Shape }

/** The first thing that is wrong with a request. */
export interface Problem {
  readonly fault: 'unknown' | 'missing' | 'type' | 'value' | 'range' | 'length'
  readonly path: readonly (string | number)[]
  readonly expected: string
  readonly got: unknown
  /** Of a value out of range. */
  readonly numeric?: 'number' | 'integer'
}

export const any: Shape = { kind: 'any' }
export const bool: Shape = { kind: 'boolean' }
export const object: Shape = { kind: 'object' }
export const text: Shape = { kind: 'string' }
export function one(...values: readonly string[]): Shape {
  return { kind: 'string', one: values }
}
export function number(min: number = -Infinity, max: number = Infinity): Shape {
  return { kind: 'number', min, max }
}
export function integer(min: number = -Infinity, max: number = Infinity): Shape {
  return { kind: 'integer', min, max }
}
export function list(item: Shape, max: number = Infinity): Shape {
  return { kind: 'list', item, max }
}
export function record(item: Shape): Shape {
  return { kind: 'record', item }
}
export function members(of: Members, ...required: readonly string[]): Shape {
  return { kind: 'members', of, required }
}
export function tagged(tag: string, of: Members): Shape {
  return { kind: 'tagged', tag, of }
}
export function either(...of: readonly Shape[]): Shape {
  return { kind: 'either', of }
}

export interface VerifyOptions {
  /** A member that is null counts as absent. */
  readonly nulls?: boolean
  /** `snake_case` members count as `camelCase` ones and a lone item as a list, as protobuf reads JSON. */
  readonly camel?: boolean
}

/** Finds the first place where a value leaves the shape. */
export function verify(
  value: unknown,
  shape: Shape,
  options: VerifyOptions = {},
): Problem | undefined {
  return check(value, shape, [], options)
}

type Path = readonly (string | number)[]

function check(
  value: unknown,
  shape: Shape,
  path: Path,
  options: VerifyOptions,
): Problem | undefined {
  const fail = (fault: Problem['fault'], expected: string): Problem => ({
    fault,
    path,
    expected,
    got: value,
  })
  switch (shape.kind) {
    case 'any':
      return undefined
    case 'boolean':
      return typeof value === 'boolean' ? undefined : fail('type', 'boolean')
    case 'object':
      return isObject(value) ? undefined : fail('type', 'object')
    case 'string':
      if (typeof value !== 'string') return fail('type', 'string')
      if (shape.one === undefined || shape.one.includes(value)) return undefined
      return fail('value', shape.one.join(', '))
    case 'number':
    case 'integer':
      if (typeof value !== 'number') return fail('type', shape.kind)
      if (shape.kind === 'integer' && !Number.isInteger(value)) return fail('type', 'integer')
      if (value < shape.min) return { ...fail('range', `>= ${shape.min}`), numeric: shape.kind }
      if (value <= shape.max) return undefined
      return { ...fail('range', `<= ${shape.max}`), numeric: shape.kind }
    case 'list':
      if (!Array.isArray(value)) {
        if (options.camel !== true) return fail('type', 'array')
        // Protobuf reads a lone item as a list of one.
        return check(value, shape.item, path, options)
      }
      if (value.length > shape.max) return fail('length', String(shape.max))
      return firstOf(value.entries(), ([index, item]) =>
        check(item, shape.item, [...path, index], options),
      )
    case 'record':
      if (!isObject(value)) return fail('type', 'object')
      return firstOf(Object.entries(value), ([name, item]) =>
        check(item, shape.item, [...path, name], options),
      )
    case 'members':
      return isObject(value) ? checkMembers(value, shape, path, options) : fail('type', 'object')
    case 'tagged': {
      if (!isObject(value)) return fail('type', 'object')
      const tag = asString(value[shape.tag])
      if (tag === undefined) {
        return { fault: 'missing', path: [...path, shape.tag], expected: 'string', got: undefined }
      }
      const chosen = Object.hasOwn(shape.of, tag) ? shape.of[tag] : undefined
      if (chosen !== undefined) return check(value, chosen, path, options)
      const expected = Object.keys(shape.of).join(', ')
      return { fault: 'value', path: [...path, shape.tag], expected, got: tag }
    }
    case 'either': {
      const problems = shape.of.map((each) => check(value, each, path, options))
      if (problems.includes(undefined)) return undefined
      // The alternative that fails last is the one that was meant.
      const depth = (each: Problem | undefined): number =>
        (each?.path.length ?? 0) + (each?.fault === 'type' ? 0 : 0.5)
      return problems.toSorted((a, b) => depth(b) - depth(a))[0]
    }
  }
}

function checkMembers(
  value: { readonly [name: string]: unknown },
  shape: Extract<Shape, { kind: 'members' }>,
  path: Path,
  options: VerifyOptions,
): Problem | undefined {
  const wrong = firstOf(Object.entries(value), ([name, item]) => {
    const known = options.camel === true ? camelName(name) : name
    const member = Object.hasOwn(shape.of, known) ? shape.of[known] : undefined
    if (member === undefined) {
      return { fault: 'unknown', path: [...path, name], expected: '', got: item }
    }
    if (options.nulls === true && item === null) return undefined
    return check(item, member, [...path, name], options)
  })
  if (wrong !== undefined) return wrong
  const missing = shape.required.find((name) => value[name] === undefined)
  if (missing === undefined) return undefined
  return { fault: 'missing', path: [...path, missing], expected: '', got: undefined }
}

/** `snake_case` to `camelCase`. */
export function camelName(name: string): string {
  return name.replace(/_([a-z])/gu, (_, letter: string) => letter.toUpperCase())
}

function firstOf<Item>(
  items: Iterable<Item>,
  find: (item: Item) => Problem | undefined,
): Problem | undefined {
  for (const item of items) {
    const problem = find(item)
    if (problem !== undefined) return problem
  }
  return undefined
}
