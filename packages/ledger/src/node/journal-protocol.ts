/** One entry for the journal's thread. */
export type JournalWrite =
  | { readonly type: 'lease'; readonly lease: string }
  | { readonly type: 'forget'; readonly leases: readonly string[] }
  | { readonly type: 'reserve' | 'settle'; readonly name: string; readonly row: string }
  | { readonly type: 'ack'; readonly names: readonly string[] }

/** What a journal file is opened with. */
export interface JournalFileOptions {
  readonly path: string
  readonly synchronous: 'NORMAL' | 'FULL'
  readonly maxBytes: number
}

/** Everything an earlier process left, as text. */
export interface JournalTexts {
  readonly leases: readonly string[]
  readonly reserved: readonly string[]
  readonly settled: readonly string[]
}

/** To the thread. */
export type ToJournal =
  | { readonly type: 'write'; readonly first: number; readonly writes: readonly JournalWrite[] }
  | { readonly type: 'close' }

/** From the thread; `refused` holds the numbers of writes that a full journal did not take. */
export type FromJournal =
  | { readonly type: 'open'; readonly texts: JournalTexts }
  | {
      readonly type: 'written'
      readonly first: number
      readonly count: number
      readonly refused: readonly number[]
      readonly error?: string | undefined
    }
  | { readonly type: 'failed'; readonly error: string }
