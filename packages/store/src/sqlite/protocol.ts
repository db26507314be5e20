import type { StoreFailure } from '../store-error.ts'

/** How a thread finds and opens its database. */
export interface ThreadOptions {
  readonly path: string
  readonly mode: 'write' | 'read'
  /** `full` survives a power cut, `normal` a crash of the process. */
  readonly durability: 'normal' | 'full'
  readonly migrate: boolean
  /** Set aside on the disk, to be freed when it is full. */
  readonly reserveBytes: number
  /** The database never grows beyond it. */
  readonly maxBytes: number | undefined
}

/** One operation on its way to a thread; `migrate`, `migrations` and `integrity` are not part of any contract. */
export interface ThreadRequest {
  readonly id: number
  readonly name: string
  readonly given: readonly unknown[]
}

/** What a thread hears: one transaction's worth of work, or that it should end. */
export type ToThread =
  | { readonly type: 'run'; readonly requests: readonly ThreadRequest[] }
  | { readonly type: 'close' }

/** An error that crosses threads. */
export interface ThreadFailure {
  readonly reason: StoreFailure
  readonly message: string
}

/** What became of one request. */
export type ThreadReply =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly failure: ThreadFailure }

/** What a thread says. */
export type FromThread =
  | { readonly type: 'open' }
  | { readonly type: 'refused'; readonly failure: ThreadFailure }
  | { readonly type: 'replies'; readonly replies: readonly ThreadReply[] }
