import type { Retention } from './retention.ts'

/** What keeps requests, and where: a file, or a URL. */
export interface LogPlace {
  readonly engine: 'sqlite' | 'postgres'
  readonly place: string
}

/** What a writing worker starts with. */
export interface WriterData extends LogPlace {
  readonly session: string
  readonly retention: Retention
  /** Request lines go to standard output as JSON. */
  readonly print: boolean
}

/** To the writing worker. */
export type ToWriter =
  | { readonly type: 'batch'; readonly batch: number; readonly lines: readonly string[] }
  | { readonly type: 'close' }

/** From the writing worker. `unclean`: an earlier run was cut off; Unix ms of the last that it wrote. */
export type FromWriter =
  | { readonly type: 'ready'; readonly unclean: readonly number[] }
  | { readonly type: 'ack'; readonly batch: number; readonly ms: number }
  | { readonly type: 'failed'; readonly batch: number; readonly message: string }
  | { readonly type: 'closed' }

/** To a reading worker; `query` names one of `queries`. */
export interface ToReader {
  readonly id: number
  readonly query: string
  readonly args: unknown
}

/** From a reading worker. */
export type FromReader =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly error: string }
