import { isLong, kindOf } from '../scan/overlaps.ts'
import type { RuleFinding } from '../scan/rule-finding.ts'
import { OpenFinding } from './open-finding.ts'
import type { PendingText } from './pending-text.ts'
import { clearLength, wholeUnits } from './whole-units.ts'

/** Findings with their ends, and those of them whose end has not come. */
export interface Measured {
  readonly found: readonly RuleFinding[]
  readonly opened: ReadonlyMap<RuleFinding, OpenFinding>
}

/** Long findings of a channel: they are due before their end is there. */
export class OpenFindings {
  #open: OpenFinding[] = []
  /** Up to which unit the last long finding of a kind reaches. */
  readonly #covered = new Map<string, number>()
  readonly #text: PendingText

  constructor(text: PendingText) {
    this.#text = text
  }

  get isEmpty(): boolean {
    return this.#open.length === 0
  }

  /** Up to which unit it is known what belongs to those that are open, or that these opened. */
  knownTo({ opened }: Measured): number {
    return Math.min(...[...this.#open, ...opened.values()].map(({ at }) => at))
  }

  /** Whether text is still being swallowed by one whose rule replaces it. */
  get isEditing(): boolean {
    return this.#open.some(({ entry }) => entry.rule.edits && entry.rule.enforced)
  }

  /** Findings with their ends; what begins within a long one of its kind is part of that one. */
  measure(found: readonly RuleFinding[], window: string, final: boolean): Measured {
    const opened = new Map<RuleFinding, OpenFinding>()
    if (!found.some(isLong) && this.#covered.size === 0) return { found, opened }
    const { base } = this.#text
    const measured: RuleFinding[] = []
    const covered = new Map(this.#covered)
    for (const entry of found.toSorted((a, b) => a.finding.start - b.finding.start)) {
      const kind = kindOf(entry)
      if (base + entry.finding.start < (covered.get(kind) ?? 0)) continue
      if (isLong(entry)) {
        const open = this.#opened(entry, window, final)
        const long = withEnd(entry, open.end === undefined ? window.length : open.end - base)
        if (open.end === undefined && !final) opened.set(long, open)
        covered.set(kind, opened.has(long) ? Infinity : base + long.finding.end)
        measured.push(long)
      } else measured.push(entry)
    }
    return { found: measured, opened }
  }

  /** Keeps what is due of the measured ones; answers those whose end is known. */
  take(due: readonly RuleFinding[], { opened }: Measured): readonly RuleFinding[] {
    for (const entry of due) {
      const open = opened.get(entry)
      if (isLong(entry)) {
        const end = open === undefined ? this.#text.base + entry.finding.end : Infinity
        this.#covered.set(kindOf(entry), end)
      }
      if (open !== undefined) this.#open.push(open)
    }
    return due.filter((entry) => !opened.has(entry))
  }

  /** Shows them the text so far; answers those that have ended with it. */
  feed(text: string, final: boolean): readonly OpenFinding[] {
    if (this.isEmpty) return []
    for (const open of this.#open) open.feed(text, this.#text.base, final)
    return this.#ended()
  }

  /** The channel is over with this text, and so are they. */
  close(text: string): readonly OpenFinding[] {
    for (const open of this.#open) open.close(text, this.#text.base)
    return this.#ended()
  }

  /** The end of a long finding is where its detector stops swallowing, whole text or not. */
  #opened(entry: RuleFinding, window: string, final: boolean): OpenFinding {
    const { base } = this.#text
    const { start } = entry.finding
    const horizon = start + (entry.head ?? 0)
    const head = window.slice(0, horizon)
    // What is swallowed must not begin within a pair.
    const at = wholeUnits(head) < horizon ? horizon + 1 : horizon
    const decided = { at: base + at, head: window.slice(start, at) }
    const open = new OpenFinding(entry, this.#text.offset(start), decided)
    open.feed(window.slice(0, clearLength(window, final)), base, final)
    if (final) open.close(window, base)
    return open
  }

  #ended(): readonly OpenFinding[] {
    const ended = this.#open.filter(({ end }) => end !== undefined)
    if (ended.length === 0) return ended
    this.#open = this.#open.filter(({ end }) => end === undefined)
    for (const { entry, end = 0 } of ended) this.#covered.set(kindOf(entry), end)
    return ended
  }
}

function withEnd(entry: RuleFinding, end: number): RuleFinding {
  return { ...entry, finding: { ...entry.finding, end } }
}
