import { GatewayError } from '@signalbox/core'

/** Reads and checks the query of an admin path. */
export interface QueryReader {
  text(name: string): string | undefined
  number(name: string): number | undefined
  oneOf<Word extends string>(name: string, words: readonly Word[]): Word | undefined
  /** How many rows; at most 500, 50 where nothing is said. */
  page(): number
  /** Unix ms; `to` is exclusive, a date alone is its whole day. Default: the last 24 hours. */
  range(): { readonly from: number; readonly to: number }
}

const dayMs = 86_400_000

/** A reader over the parameters of one request. */
export function queryReader(params: URLSearchParams, now: number): QueryReader {
  const text = (name: string) => {
    const value = params.get(name)
    return value === null || value === '' ? undefined : value
  }
  const time = (name: string, isEnd: boolean): number | undefined => {
    const value = text(name)
    if (value === undefined) return undefined
    if (/^\d{12,14}$/.test(value)) return Number(value)
    const isDay = /^\d{4}-\d{2}-\d{2}$/.test(value)
    const at = Date.parse(value)
    if (Number.isNaN(at)) throw bad(name, 'an ISO time, a date or Unix milliseconds')
    return isDay && isEnd ? at + dayMs : at
  }
  const number = (name: string) => {
    const value = text(name)
    if (value === undefined) return undefined
    const read = Number(value)
    if (!Number.isFinite(read) || read < 0) throw bad(name, 'a number, zero or more')
    return read
  }
  return {
    text,
    number,
    page: () => Math.min(500, Math.max(1, Math.floor(number('limit') ?? 50))),
    oneOf(name, words) {
      const value = text(name)
      const word = words.find((each) => each === value)
      if (value !== undefined && word === undefined) throw bad(name, `one of ${words.join(', ')}`)
      return word
    },
    range() {
      const to = time('to', true) ?? now + 1
      const from = time('from', false) ?? to - dayMs
      if (from >= to) throw bad('from', 'before "to"')
      return { from, to }
    },
  }
}

function bad(name: string, wanted: string): GatewayError {
  return new GatewayError('invalid_request', `"${name}" must be ${wanted}.`, {
    origin: 'client',
    param: name,
  })
}
