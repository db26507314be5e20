import { openRun } from '../output/hidden-text.ts'
import type { RuleFinding } from '../scan/rule-finding.ts'

/** A finding whose end has not come: it was decided on its head, and the rest belongs to it. */
export class OpenFinding {
  readonly entry: RuleFinding
  /** Where it begins in what was written. */
  readonly written: number
  /** In units from the beginning of the channel. */
  end: number | undefined
  /** Up to this unit it is known what belongs to it. */
  at: number
  readonly #swallow: (piece: string) => number

  /** `head` is what it was decided on; it ends at the unit `at`. */
  constructor(entry: RuleFinding, written: number, { at, head }: { at: number; head: string }) {
    const detector = entry.rule.detectors.find(({ id }) => id === entry.finding.detector)
    this.entry = entry
    this.written = written
    this.at = at
    this.#swallow = detector?.streaming?.swallow?.(entry.finding.rule, head) ?? tokenEnd
  }

  /** Takes the units from `at` on; those it had are skipped. */
  feed(text: string, at: number, final: boolean): void {
    if (this.end !== undefined) return
    // Links hold a bracket until the character behind it says what it begins.
    const isUnclear = !final && text.endsWith('<') && this.entry.finding.detector === 'links'
    const known = isUnclear ? text.slice(0, -1) : text
    const piece = known.slice(Math.max(0, this.at - at))
    if (piece === '') return
    const taken = this.#swallow(piece)
    if (taken < piece.length) this.end = this.at + taken
    this.at += piece.length
  }

  /** The channel is over with this text, of which `at` is the first unit. */
  close(text: string, at: number): void {
    // Only links take invisible characters for a part of them.
    const isLink = this.entry.finding.detector === 'links'
    this.end ??= at + (isLink ? text.length : openRun(text))
  }
}

function tokenEnd(piece: string): number {
  const index = piece.search(/[\s"'<>`]/)
  return index === -1 ? piece.length : index
}
