import type { InjectionDetector } from '../injection/injection-detector.ts'
import type { CompiledRule } from '../policy/compile-policy.ts'
import type { Detector, Finding, ScanOptions, Surface } from '../types.ts'
import { createViews } from '../unicode/create-views.ts'
import { withLate } from './late-findings.ts'
import { withoutCovered } from './overlaps.ts'
import {
  attribute,
  scanOptionsOf,
  usesOf,
  type DetectorUse,
  type RuleFinding,
} from './rule-finding.ts'

/** Longer texts are looked at in slices, so that other requests get their turn. */
const sliceLength = 16_384
/** What of the slice before is looked at again. */
const overlap = 1024
/** So many characters before a finding may decide about it. */
const leftContext = 128

/** A detector that failed, and the rules that wanted it. */
export interface DetectorFailure {
  readonly detector: string
  readonly rules: readonly CompiledRule[]
  readonly cause: unknown
}

/** What asking services needs beside the text. */
export interface RemoteOptions {
  readonly shared: ScanOptions
  readonly onFailure: (failure: DetectorFailure) => void
  /** Told the scores of detectors that have some, also where there is no finding. */
  readonly onScores: (scores: Readonly<Record<string, number>>) => void
}

/** What detecting needs beside the text. */
export interface DetectOptions extends RemoteOptions {
  /** Lets others run; called between pieces of work. */
  readonly breathe: () => Promise<void>
}

/** All findings of some rules in one whole text. */
export async function detectText(
  surface: Surface,
  rules: readonly CompiledRule[],
  options: DetectOptions,
): Promise<readonly RuleFinding[]> {
  const asked = askRemote(surface, rules, options)
  return [...(await detectLocal(surface, rules, options)), ...(await asked)]
}

/** What services find in a text; which of them failed is told, and never thrown. */
export async function askRemote(
  surface: Surface,
  rules: readonly CompiledRule[],
  options: RemoteOptions,
): Promise<readonly RuleFinding[]> {
  const uses = usesOf(rules).filter(({ detector }) => detector.kind === 'remote')
  return (await Promise.all(uses.map((use) => runRemote(surface, use, options)))).flat()
}

/** What is found in a text without a network. */
export async function detectLocal(
  surface: Surface,
  rules: readonly CompiledRule[],
  options: DetectOptions,
): Promise<readonly RuleFinding[]> {
  const local = usesOf(rules).filter(({ detector }) => detector.kind === 'local')
  const found = rules.filter(({ always }) => always).map((rule) => fired(surface, rule))
  const isLong = surface.text.length > sliceLength
  const whole = isLong ? local.filter(({ detector }) => !canSlice(detector)) : local
  const views = lazyViews(surface.text)
  for (const use of whole) {
    await options.breathe()
    const findings = await tried(use, options, () => runLocal(surface, use, options, views))
    found.push(...attribute(use, findings, surface.text))
  }
  if (isLong)
    for (const { use, findings } of await scanSlices(surface, local, options))
      found.push(...attribute(use, findings, surface.text))
  const { text } = surface
  const known = { uses: local, shared: options.shared, text }
  return withLate(withoutCovered(found), known)
}

function fired({ path }: Surface, rule: CompiledRule): RuleFinding {
  const finding = {
    detector: 'always',
    type: 'ALWAYS',
    path,
    start: 0,
    end: 0,
    score: 1,
    rule: 'always',
  }
  return { finding, rule }
}

async function tried(
  use: DetectorUse,
  { onFailure }: DetectOptions,
  run: () => readonly Finding[] | Promise<readonly Finding[]>,
): Promise<readonly Finding[]> {
  try {
    return await run()
  } catch (cause) {
    onFailure({ detector: use.detector.id, rules: use.rules, cause })
    return []
  }
}

type LazyViews = () => ReturnType<typeof createViews>

function runLocal(
  surface: Surface,
  use: DetectorUse,
  options: DetectOptions,
  views: LazyViews,
): readonly Finding[] | Promise<readonly Finding[]> {
  const { detector } = use
  const { prefilter } = detector
  if (prefilter !== undefined && (prefilter.triggers & views().triggers) === 0) return []
  // What works on streams finds the same in a whole text, and a stream cannot wait for a decoded span.
  const decoded = detector.streaming === undefined
  const shared = { ...scanOptionsOf(use, options.shared), decoded, views: views() }
  if (!isAssessing(detector)) return detector.scan(surface, shared)
  const { score, direct, indirect, findings } = detector.assess(surface, shared)
  options.onScores({ injection: score, injection_direct: direct, injection_indirect: indirect })
  return findings
}

/** Whether a detector finds the same in slices as in the whole. */
function canSlice(detector: Detector): boolean {
  return detector.streaming !== undefined || isAssessing(detector)
}

function isAssessing(detector: Detector): detector is InjectionDetector {
  return 'assess' in detector
}

/** Slice by slice, each up to where all detectors are sure; others get their turn in between. */
async function scanSlices(
  surface: Surface,
  local: readonly DetectorUse[],
  options: DetectOptions,
): Promise<readonly { readonly use: DetectorUse; readonly findings: readonly Finding[] }[]> {
  const { text } = surface
  const kept = local
    .filter(({ detector }) => canSlice(detector))
    .map((use) => ({ use, found: new Map<string, Finding>() }))
  let from = 0
  while (from < text.length && kept.length > 0) {
    const left = Math.max(0, from - overlap)
    const end = Math.min(text.length, from + sliceLength)
    const slice: Slice = {
      text: text.slice(left, end),
      left,
      from,
      end,
      isLast: end === text.length,
    }
    const views = lazyViews(slice.text)
    let next = end
    for (const { use, found } of kept) {
      await options.breathe()
      const hold = slice.isLast ? slice.text.length : holdOf(use, slice.text, options.shared)
      next = Math.min(next, left + hold)
      const part = { ...surface, text: slice.text }
      const findings = await tried(use, options, () => runLocal(part, use, options, views))
      keep(found, findings, { slice, hold, use, text })
    }
    from = slice.isLast ? end : Math.max(from + 1, next)
  }
  return kept.map(({ use, found }) => ({ use, findings: withoutTails([...found.values()]) }))
}

interface Slice {
  readonly text: string
  /** Where it begins in the whole text, and from where on it is new. */
  readonly left: number
  readonly from: number
  readonly end: number
  readonly isLast: boolean
}

function holdOf({ detector, ...use }: DetectorUse, window: string, shared: ScanOptions): number {
  const hold = detector.streaming?.holdFrom(window, scanOptionsOf({ detector, ...use }, shared))
  return hold ?? window.length
}

/** Adds what is sure; what was seen in the slice before is there already. */
function keep(
  found: Map<string, Finding>,
  findings: readonly Finding[],
  at: {
    readonly slice: Slice
    readonly hold: number
    readonly use: DetectorUse
    readonly text: string
  },
): void {
  const { slice, hold, use, text } = at
  for (const finding of findings) {
    if (finding.start >= hold) continue
    const start = finding.start + slice.left
    const isOpen = !slice.isLast && finding.end === slice.text.length
    const end = isOpen
      ? swallowed(text, [start, slice.end], use, finding.rule)
      : finding.end + slice.left
    const key = `${finding.type} ${finding.rule} ${String(start)}`
    // What decides about the first characters of a slice may be cut off.
    const isSeen = slice.left === 0 || finding.start >= leftContext
    if (start >= slice.from || (isSeen && !found.has(key)))
      found.set(key, { ...finding, start, end })
  }
}

function swallowed(
  text: string,
  [start, from]: readonly [number, number],
  { detector }: DetectorUse,
  rule: string,
): number {
  const swallow = detector.streaming?.swallow?.(rule, text.slice(start, from))
  return swallow === undefined ? from : from + swallow(text.slice(from))
}

/** A finding within another of the same type is its tail, seen from a slice that began inside. */
function withoutTails(findings: readonly Finding[]): readonly Finding[] {
  const sorted = findings.toSorted((a, b) => a.start - b.start || b.end - a.end)
  const ends = new Map<string, number>()
  return sorted.filter(({ type, rule, end }) => {
    const key = `${type} ${rule}`
    const known = ends.get(key) ?? -1
    if (end <= known) return false
    ends.set(key, end)
    return true
  })
}

async function runRemote(
  surface: Surface,
  use: DetectorUse,
  options: RemoteOptions,
): Promise<readonly RuleFinding[]> {
  try {
    const timeouts = use.rules.map(({ rule }) => rule.timeoutMs ?? 2000)
    const signal = AbortSignal.any([
      AbortSignal.timeout(Math.max(...timeouts)),
      ...(options.shared.signal === undefined ? [] : [options.shared.signal]),
    ])
    const scanned = use.detector.scan(surface, {
      ...scanOptionsOf(use, options.shared),
      signal,
    })
    const findings = scanned instanceof Promise ? await inTime(scanned, signal) : scanned
    if (findings.length > 0)
      options.onScores({ [use.detector.id]: Math.max(...findings.map(({ score }) => score)) })
    return attribute(use, findings, surface.text)
  } catch (cause) {
    options.onFailure({ detector: use.detector.id, rules: use.rules, cause })
    return []
  }
}

/** A guard that does not listen to its signal is late all the same. */
function inTime(scanned: Promise<Finding[]>, signal: AbortSignal): Promise<Finding[]> {
  return new Promise((resolve, reject) => {
    const late = () => {
      reject(signal.reason instanceof Error ? signal.reason : new Error('The guard is late.'))
    }
    if (signal.aborted) late()
    signal.addEventListener('abort', late, { once: true })
    scanned.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', late)
    })
  })
}

function lazyViews(text: string): LazyViews {
  let views: ReturnType<typeof createViews> | undefined
  return () => (views ??= createViews(text))
}
