import type { ReplaceScope } from '../actions/replacement.ts'
import type { CompiledRule } from '../policy/compile-policy.ts'
import { dueBy, lateIn } from '../scan/late-findings.ts'
import { clustersOf, type Cluster } from '../scan/overlaps.ts'
import { usesOf, type DetectorUse, type RuleFinding } from '../scan/rule-finding.ts'
import type { ScanOptions, Surface } from '../types.ts'
import { createViews } from '../unicode/create-views.ts'
import type { Views } from '../unicode/views.ts'
import { JsonLens, lensOf, PlainLens, type Lens } from './lens.ts'
import type { OpenFinding } from './open-finding.ts'
import { OpenFindings } from './open-findings.ts'
import { withoutOwn } from './own-tokens.ts'
import { PendingText, type Shift } from './pending-text.ts'
import { clearLength, wholeUnits } from './whole-units.ts'
import { holdFrom, scanWindow, scanWith } from './window-scan.ts'

/** The most units that detectors which cannot stream get to see. */
const maxWhole = 262_144

/** Why a channel was cut. */
export interface Blocked {
  readonly rule: string
  readonly code: 'content_blocked' | 'detector_failed'
}

/** What a text filter needs beside its rules. */
export interface FilterScope extends ReplaceScope {
  readonly shared: ScanOptions
}

/** Output rules on one channel of an answer, whatever the pieces it comes in. */
export class TextFilter {
  readonly findings: RuleFinding[] = []
  blocked: Blocked | undefined
  readonly #surface: Omit<Surface, 'text'>
  readonly #scope: FilterScope
  readonly #text: PendingText
  readonly #open: OpenFindings
  readonly #streaming: readonly DetectorUse[]
  /** Detectors that cannot stream: they read the text when it is over, and can only cut it. */
  readonly #late: readonly DetectorUse[]
  readonly #json: boolean
  #whole = ''
  /** What keeps everything back: a longer window says nothing new before one of these units is there. */
  #waiting = { held: 0, due: 0 }

  constructor(
    surface: Omit<Surface, 'text'>,
    rules: readonly CompiledRule[],
    scope: FilterScope,
    { json = false }: { readonly json?: boolean } = {},
  ) {
    this.#surface = surface
    this.#scope = scope
    this.#json = json
    this.#text = new PendingText(json ? new JsonLens() : new PlainLens())
    this.#open = new OpenFindings(this.#text)
    const uses = usesOf(rules).filter(({ detector }) => detector.kind === 'local')
    this.#streaming = uses.filter(({ detector }) => detector.streaming !== undefined)
    this.#late = uses.filter(({ detector }) => detector.streaming === undefined)
    for (const rule of rules) if (rule.always) this.#fire(rule)
  }

  /** Edits so far. */
  get shifts(): readonly Shift[] {
    return this.#text.shifts
  }

  /** Units that came and were not released. */
  get pending(): number {
    return this.blocked === undefined ? this.#text.pending : 0
  }

  push(raw: string): string {
    if (this.blocked !== undefined) return ''
    this.#text.push(raw)
    if (this.#late.length > 0 && this.#whole.length < maxWhole)
      this.#whole += raw.slice(0, maxWhole - this.#whole.length)
    return this.#advance(false)
  }

  end(): string {
    if (this.blocked !== undefined) return ''
    this.#text.end()
    const out = this.#advance(true)
    if (this.#late.length > 0 && this.blocked === undefined) this.#scanWhole()
    return this.blocked === undefined ? out : ''
  }

  #advance(final: boolean): string {
    const { text, released: from } = this.#text
    const end = final ? text.length : wholeUnits(text)
    const window = text.slice(0, end)
    this.#settle(this.#open.feed(window.slice(0, clearLength(window, final)), final))
    if (final) this.#settle(this.#open.close(window))
    if (end <= from) return ''
    const options = { ...this.#scope.shared, views: createViews(window) }
    const hold = final ? end : holdFrom(this.#streaming, window, from, options)
    if (hold <= from || (!final && this.#isWaiting(hold, end))) return ''
    const scanned = this.#detect(window, from, options)
    if (this.blocked !== undefined) return ''
    const measured = this.#open.measure(scanned, window, final)
    const { opened } = measured
    const found = measured.found.filter(({ finding }) => finding.start < hold)
    const clusters = this.#clusters(measured.found, window, hold)
    // What is not known to belong to an open finding waits for the character behind it.
    const known = final ? hold : this.#open.knownTo(measured) - this.#text.base
    let cut = Math.min(hold, Math.max(from, known))
    for (const cluster of clusters) {
      const isClosed = cluster.end <= hold || this.#text.isSuppressed(cluster.start)
      if (isClosed || this.#isDue(cluster, end) || cluster.start >= cut) continue
      cut = cluster.start
      this.#wait(cluster)
    }
    const due = found.filter(({ finding }) => finding.start < cut)
    for (const entry of this.#open.take(due, measured))
      this.findings.push(withOffsets(entry, this.#text))
    const block = blockIn(due)
    if (block !== undefined) {
      this.blocked = block
      return ''
    }
    const edits = clusters.filter((cluster) => cluster.start < cut)
    return this.#text.release({ window, edits, cut, opened }, this.#scope)
  }

  #detect(
    window: string,
    from: number,
    options: ScanOptions & { readonly views: Views },
  ): readonly RuleFinding[] {
    const surface = { ...this.#surface, text: window }
    const { found, failed } = scanWindow(this.#streaming, surface, from, options)
    this.#fail(failed)
    const due = found.filter(({ finding }) => finding.start >= from)
    return due.length === 0 ? due : withoutOwn(due, window, this.#scope)
  }

  /** What overlaps from before `hold` on; where it is due, some that stand behind have a say. */
  #clusters(found: readonly RuleFinding[], window: string, hold: number): readonly Cluster[] {
    const scope = { uses: this.#streaming, shared: this.#scope.shared, text: window }
    const clusters = (some: readonly RuleFinding[]) => {
      const late = lateIn(some, scope)
      const known = some.filter((entry) => entry.finding.start < hold || !late.has(entry))
      return clustersOf(known, (entry) => late.has(entry))
    }
    const sure = clusters(found.filter(({ finding }) => finding.start < hold))
    const last = sure.at(-1)
    if (last === undefined || last.end <= hold || !this.#isDue(last, window.length)) return sure
    return clusters(found).filter(({ start }) => start < hold)
  }

  #isDue({ start }: Cluster, end: number): boolean {
    return dueBy(start) <= end && !this.#text.isSuppressed(start)
  }

  #wait({ start, end }: Cluster): void {
    const { base } = this.#text
    this.#waiting = { held: base + end, due: base + dueBy(start) }
  }

  /** Whether an open cluster is still open, for all that came since it was found. */
  #isWaiting(hold: number, end: number): boolean {
    const { base } = this.#text
    return base + hold < this.#waiting.held && base + end < this.#waiting.due
  }

  #scanWhole(): void {
    const lens = lensOf(this.#whole, this.#json)
    const { text } = lens
    const options = { ...this.#scope.shared, views: createViews(text) }
    const { found, failed } = scanWith(this.#late, { ...this.#surface, text }, options)
    for (const entry of found) this.findings.push(withOffsets(entry, lens))
    this.blocked = blockIn(found)
    this.#fail(failed)
  }

  /** Findings whose end has come. */
  #settle(ended: readonly OpenFinding[]): void {
    if (ended.length === 0) return
    const { base } = this.#text
    for (const { entry, written, end = base } of ended) {
      const placed = { ...entry.finding, start: written, end: this.#text.offset(end - base) }
      this.findings.push({ finding: placed, rule: entry.rule })
    }
    if (!this.#open.isEditing) this.#text.resumeAt(Math.max(...ended.map(({ end = 0 }) => end)))
  }

  /** A detector that fails has found everything, where its rule is closed. */
  #fail(failed: readonly DetectorUse[]): void {
    for (const { rules } of failed) {
      const rule = rules.find(({ closed, enforced }) => closed && enforced)
      if (rule !== undefined) this.blocked ??= { rule: rule.id, code: 'detector_failed' }
    }
  }

  #fire(rule: CompiledRule): void {
    const { path } = this.#surface
    const base = { detector: 'always', type: 'ALWAYS', rule: 'always', path, score: 1 }
    const fired = { finding: { ...base, start: 0, end: 0 }, rule }
    this.findings.push(fired)
    this.blocked = blockIn([fired]) ?? this.blocked
  }
}

/** A finding with its place in what was written. */
function withOffsets(entry: RuleFinding, at: Pick<Lens, 'offset'>): RuleFinding {
  const { start, end } = entry.finding
  return { ...entry, finding: { ...entry.finding, start: at.offset(start), end: at.offset(end) } }
}

/** The first finding that cuts the channel: the one that single units would have met first. */
function blockIn(found: readonly RuleFinding[]): Blocked | undefined {
  const [block] = found
    .filter(({ rule }) => rule.enforced && rule.rule.action.type === 'block')
    .toSorted((a, b) => a.finding.start - b.finding.start || a.rule.order - b.rule.order)
  return block === undefined ? undefined : { rule: block.rule.id, code: 'content_blocked' }
}
