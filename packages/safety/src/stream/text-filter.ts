import { headOf, replacementOf, type ReplaceScope } from '../actions/replacement.ts'
import type { CompiledRule } from '../policy/compile-policy.ts'
import { clustersOf, horizonOf, isLong, type Cluster } from '../scan/overlaps.ts'
import {
  attribute,
  scanOptionsOf,
  usesOf,
  type DetectorUse,
  type RuleFinding,
} from '../scan/rule-finding.ts'
import type { Finding, ScanOptions, Surface } from '../types.ts'
import { createViews } from '../unicode/create-views.ts'
import { JsonLens, PlainLens, type Lens } from './lens.ts'
import { OpenFinding } from './open-finding.ts'
import { withoutOwn } from './own-tokens.ts'
import { clearLength, wholeUnits } from './whole-units.ts'

/** How much of what was released still decides about what comes. */
const leftContext = 128
/** The most that detectors which cannot stream get to see. */
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
  /** Edits so far: where each stood in what came, and by how much the text grew. */
  readonly shifts: { readonly start: number; readonly end: number; readonly growth: number }[] = []
  readonly #surface: Omit<Surface, 'text'>
  readonly #scope: FilterScope
  readonly #lens: Lens
  readonly #streaming: readonly DetectorUse[]
  readonly #late: readonly DetectorUse[]
  /** Unit offset of the first kept unit. */
  #base = 0
  /** Units of the kept text that were released. */
  #released = 0
  /** Up to this unit nothing is written: it belongs to what was replaced. */
  #suppressedTo = 0
  #open: OpenFinding[] = []
  /** Up to which unit the last long finding of a kind reaches. */
  readonly #covered = new Map<string, number>()
  #whole = ''

  constructor(
    surface: Omit<Surface, 'text'>,
    rules: readonly CompiledRule[],
    scope: FilterScope,
    options: { readonly json?: boolean } = {},
  ) {
    this.#surface = surface
    this.#scope = scope
    this.#lens = options.json === true ? new JsonLens() : new PlainLens()
    const uses = usesOf(rules).filter(({ detector }) => detector.kind === 'local')
    this.#streaming = uses.filter(({ detector }) => detector.streaming !== undefined)
    this.#late = uses.filter(({ detector }) => detector.streaming === undefined)
    for (const rule of rules) if (rule.always) this.#fire(rule)
  }

  /** Units that came and were not released. */
  get pending(): number {
    const { text, waiting } = this.#lens
    return this.blocked === undefined
      ? this.#lens.offset(text.length) - this.#lens.offset(this.#released) + waiting
      : 0
  }

  push(raw: string): string {
    if (this.blocked !== undefined) return ''
    const before = this.#lens.text.length
    this.#lens.push(raw)
    const more = this.#lens.text.slice(before)
    if (this.#late.length > 0 && this.#whole.length < maxWhole) this.#whole += more
    return this.#advance(false)
  }

  end(): string {
    if (this.blocked !== undefined) return ''
    this.#lens.end()
    const out = this.#advance(true)
    this.#closeOpen(this.#base + this.#lens.text.length)
    if (this.#late.length > 0 && this.blocked === undefined) this.#scanWhole()
    return this.blocked === undefined ? out : ''
  }

  #advance(final: boolean): string {
    const { text } = this.#lens
    const end = final ? text.length : wholeUnits(text)
    this.#feedOpen(text.slice(0, clearLength(text.slice(0, end))))
    const from = this.#released
    if (end <= from) return ''
    const window = text.slice(0, end)
    const hold = final ? end : this.#holdFrom(window)
    if (hold <= from) return ''
    const opened = new Map<RuleFinding, OpenFinding>()
    const found = this.#measure(this.#detect(window, from, hold), window, final, opened)
    if (this.blocked !== undefined) return ''
    const clusters = clustersOf(found)
    // What is not known to belong to an open finding waits for the character behind it.
    const isOpen = this.#open.length > 0 || opened.size > 0
    let cut = isOpen && !final ? Math.min(hold, Math.max(from, clearLength(window))) : hold
    for (const cluster of clusters) {
      // A long one is replaced as soon as it is sure, like one whose end has not come.
      if (cluster.end > hold && cluster.head === undefined) cut = Math.min(cut, cluster.start)
    }
    const due = found.filter(({ finding }) => finding.start < cut)
    const block = due.find(({ rule }) => rule.enforced && rule.rule.action.type === 'block')
    this.#record(due, opened)
    if (block !== undefined) {
      this.blocked = { rule: block.rule.id, code: 'content_blocked' }
      return ''
    }
    const edits = clusters.filter((cluster) => cluster.start < cut)
    return this.#release(window, edits, cut, opened.size > 0 ? end : undefined)
  }

  /** Findings with their ends; what begins within a long one of its kind is part of that one. */
  #measure(
    found: readonly RuleFinding[],
    window: string,
    final: boolean,
    opened: Map<RuleFinding, OpenFinding>,
  ): readonly RuleFinding[] {
    if (!found.some(isLong) && this.#covered.size === 0) return found
    const measured: RuleFinding[] = []
    const covered = new Map(this.#covered)
    for (const entry of found.toSorted((a, b) => a.finding.start - b.finding.start)) {
      const kind = kindOf(entry)
      if (this.#base + entry.finding.start < (covered.get(kind) ?? 0)) continue
      if (isLong(entry)) {
        const long = this.#measured(entry, window, final, opened)
        covered.set(kind, opened.has(long) ? Infinity : this.#base + long.finding.end)
        measured.push(long)
      } else measured.push(entry)
    }
    return measured
  }

  /** The end of a long finding is where its detector stops swallowing, whole text or not. */
  #measured(
    entry: RuleFinding,
    window: string,
    final: boolean,
    opened: Map<RuleFinding, OpenFinding>,
  ): RuleFinding {
    const { start } = entry.finding
    const at = this.#base + start + horizonOf(entry)
    const open = new OpenFinding(entry, this.#lens.offset(start), at)
    open.feed(window.slice(0, clearLength(window)), this.#base)
    const end = open.end === undefined ? window.length : open.end - this.#base
    const measured = { ...entry, finding: { ...entry.finding, end } }
    if (open.end === undefined && !final) opened.set(measured, open)
    return measured
  }

  #holdFrom(window: string): number {
    let hold = window.length
    for (const use of this.#streaming) {
      const at = use.detector.streaming?.holdFrom(window, scanOptionsOf(use, this.#scope.shared))
      if (at !== undefined && at < hold) hold = at
      if (hold <= this.#released) return this.#released
    }
    return hold
  }

  #detect(window: string, from: number, hold: number): readonly RuleFinding[] {
    if (this.#streaming.length === 0) return []
    const pending = from === 0 ? undefined : createViews(window.slice(from)).triggers
    const views = createViews(window)
    const triggers = pending ?? views.triggers
    const surface = { ...this.#surface, text: window }
    const found: RuleFinding[] = []
    for (const use of this.#streaming) {
      const { prefilter } = use.detector
      if (prefilter !== undefined && (prefilter.triggers & triggers) === 0) continue
      const options = { ...scanOptionsOf(use, this.#scope.shared), views }
      try {
        const findings = use.detector.scan(surface, options)
        if (findings instanceof Promise) continue
        for (const entry of attribute(use, findings, window))
          if (entry.finding.start >= from && entry.finding.start < hold) found.push(entry)
      } catch {
        this.#fail(use)
      }
    }
    return found.length === 0 ? found : withoutOwn(found, window, this.#scope)
  }

  /** A detector that fails has found everything, where its rule is closed. */
  #fail(use: DetectorUse): void {
    const rule = use.rules.find(({ closed, enforced }) => closed && enforced)
    if (rule !== undefined) this.blocked ??= { rule: rule.id, code: 'detector_failed' }
  }

  #record(due: readonly RuleFinding[], opened: ReadonlyMap<RuleFinding, OpenFinding>): void {
    for (const entry of due) {
      const open = opened.get(entry)
      if (isLong(entry))
        this.#covered.set(
          kindOf(entry),
          open === undefined ? this.#base + entry.finding.end : Infinity,
        )
      if (open === undefined) this.#report(entry, entry.finding.start, entry.finding.end)
      else this.#open.push(open)
    }
  }

  #report({ finding, rule }: RuleFinding, start: number, end: number): void {
    const placed: Finding = {
      ...finding,
      start: this.#lens.offset(start),
      end: this.#lens.offset(end),
    }
    this.findings.push({ finding: placed, rule })
  }

  #release(
    window: string,
    edits: readonly Cluster[],
    cut: number,
    openEnd: number | undefined,
  ): string {
    let out = ''
    let at = this.#released
    for (const cluster of edits) {
      out += this.#plain(at, cluster.start)
      const isOpen = openEnd !== undefined && cluster.end === openEnd && cluster.head !== undefined
      const isInside = this.#base + cluster.start < this.#suppressedTo
      if (!isInside) {
        const value = headOf(cluster, window)
        const written = this.#lens.write(replacementOf(cluster, value, this.#scope), cluster.start)
        this.#shift(cluster, written.length)
        out += written
      }
      this.#suppressedTo = Math.max(
        this.#suppressedTo,
        isOpen ? Infinity : this.#base + cluster.end,
      )
      at = Math.min(Math.max(at, cluster.end), cut)
    }
    out += this.#plain(at, cut)
    this.#released = cut
    this.#trim()
    return out
  }

  #shift(cluster: Cluster, length: number): void {
    const start = this.#lens.offset(cluster.start)
    const end = this.#lens.offset(cluster.end)
    this.shifts.push({ start, end, growth: length - (end - start) })
  }

  #plain(from: number, to: number): string {
    const start = Math.max(from, this.#suppressedTo - this.#base)
    return start < to ? this.#lens.raw(start, to) : ''
  }

  #trim(): void {
    let count = this.#released - leftContext
    if (count <= 0) return
    const first = this.#lens.text.charCodeAt(count)
    if (first >= 0xdc00 && first <= 0xdfff) count += 1
    this.#lens.trim(count)
    this.#base += count
    this.#released -= count
  }

  #feedOpen(text: string): void {
    if (this.#open.length === 0) return
    for (const open of this.#open) open.feed(text, this.#base)
    this.#settleOpen()
  }

  #closeOpen(end: number): void {
    for (const open of this.#open) open.close(end)
    this.#settleOpen()
  }

  #settleOpen(): void {
    const ended = this.#open.filter(({ end }) => end !== undefined)
    if (ended.length === 0) return
    this.#open = this.#open.filter(({ end }) => end === undefined)
    for (const open of ended) {
      this.#covered.set(kindOf(open.entry), open.end ?? 0)
      this.#reportEnded(open)
    }
    const stillOpen = this.#open.some(({ entry }) => entry.rule.edits && entry.rule.enforced)
    if (stillOpen || this.#suppressedTo !== Infinity) return
    this.#suppressedTo = Math.max(...ended.map(({ end = 0 }) => end))
  }

  #reportEnded({ entry, written, end = this.#base }: OpenFinding): void {
    const placed = { ...entry.finding, start: written, end: this.#lens.offset(end - this.#base) }
    this.findings.push({ finding: placed, rule: entry.rule })
  }

  #fire(rule: CompiledRule): void {
    const { path } = this.#surface
    const base = { detector: 'always', type: 'ALWAYS', rule: 'always', path, score: 1 }
    this.findings.push({ finding: { ...base, start: 0, end: 0 }, rule })
    if (rule.enforced && rule.rule.action.type === 'block')
      this.blocked = { rule: rule.id, code: 'content_blocked' }
  }

  #scanWhole(): void {
    const text = this.#whole
    const surface = { ...this.#surface, text }
    const views = createViews(text)
    for (const use of this.#late)
      try {
        const options = { ...scanOptionsOf(use, this.#scope.shared), views }
        const findings = use.detector.scan(surface, options)
        if (findings instanceof Promise) continue
        const found = attribute(use, findings, text)
        this.findings.push(...found)
        const block = found.find(({ rule }) => rule.enforced && rule.rule.action.type === 'block')
        if (block !== undefined) this.blocked = { rule: block.rule.id, code: 'content_blocked' }
      } catch {
        this.#fail(use)
      }
  }
}

function kindOf({ finding, rule }: RuleFinding): string {
  return `${rule.id} ${finding.detector} ${finding.rule}`
}
