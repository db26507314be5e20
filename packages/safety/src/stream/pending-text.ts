import { headOf, replacementOf, type ReplaceScope } from '../actions/replacement.ts'
import type { Cluster } from '../scan/overlaps.ts'
import type { RuleFinding } from '../scan/rule-finding.ts'
import type { Lens } from './lens.ts'

/** How much of what was released still decides about what comes. */
const leftContext = 128

/** An edit: where it stands in what came, and by how much the text grew. */
export interface Shift {
  readonly start: number
  readonly end: number
  readonly growth: number
}

/** A part of the text that is due, with what takes the place of what. */
export interface Release {
  readonly window: string
  readonly edits: readonly Cluster[]
  /** Up to here it is written. */
  readonly cut: number
  /** Findings whose end has not come. */
  readonly opened: { readonly has: (entry: RuleFinding) => boolean }
}

/** The text of a channel from when it comes until it is written, and a little of what was. */
export class PendingText {
  readonly shifts: Shift[] = []
  /** Unit offset of the first kept unit. */
  base = 0
  /** Units of the kept text that were released. */
  released = 0
  readonly #lens: Lens
  /** Up to this unit nothing is written: it belongs to what was replaced. */
  #suppressedTo = 0

  constructor(lens: Lens) {
    this.#lens = lens
  }

  get text(): string {
    return this.#lens.text
  }

  /** Units that came and were not released. */
  get pending(): number {
    const { text, waiting } = this.#lens
    return this.#lens.offset(text.length) - this.#lens.offset(this.released) + waiting
  }

  push(raw: string): void {
    this.#lens.push(raw)
  }

  end(): void {
    this.#lens.end()
  }

  /** Where a unit of the kept text stands in everything that came. */
  offset(index: number): number {
    return this.#lens.offset(index)
  }

  /** What was replaced without a known end has ended: from this unit on text is written again. */
  resumeAt(unit: number): void {
    if (this.#suppressedTo === Infinity) this.#suppressedTo = unit
  }

  /** Whether a unit belongs to what was replaced before. */
  isSuppressed(index: number): boolean {
    return this.base + index < this.#suppressedTo
  }

  /** Writes up to the cut, edits in place. */
  release({ window, edits, cut, opened }: Release, scope: ReplaceScope): string {
    let out = ''
    let at = this.released
    for (const cluster of edits) {
      out += this.#plain(at, cluster.start)
      const isOpen = cluster.members.some((entry) => opened.has(entry))
      if (!this.isSuppressed(cluster.start)) {
        const value = headOf(cluster, window)
        const written = this.#lens.write(replacementOf(cluster, value, scope), cluster.start)
        this.#shift(cluster, written.length)
        out += written
      }
      this.#suppressedTo = Math.max(this.#suppressedTo, isOpen ? Infinity : this.base + cluster.end)
      at = Math.min(Math.max(at, cluster.end), cut)
    }
    out += this.#plain(at, cut)
    this.released = cut
    this.#trim()
    return out
  }

  #shift(cluster: Cluster, length: number): void {
    const start = this.#lens.offset(cluster.start)
    const end = this.#lens.offset(cluster.end)
    this.shifts.push({ start, end, growth: length - (end - start) })
  }

  #plain(from: number, to: number): string {
    const start = Math.max(from, this.#suppressedTo - this.base)
    return start < to ? this.#lens.raw(start, to) : ''
  }

  #trim(): void {
    let count = this.released - leftContext
    if (count <= 0) return
    const first = this.#lens.text.charCodeAt(count)
    if (first >= 0xdc00 && first <= 0xdfff) count += 1
    this.#lens.trim(count)
    this.base += count
    this.released -= count
  }
}
