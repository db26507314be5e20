import type { InjectionDetector } from '../injection/injection-detector.ts'
import type { CompiledRule } from '../policy/compile-policy.ts'
import type { Detector, Finding, ScanOptions, Surface } from '../types.ts'
import { createViews } from '../unicode/create-views.ts'
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

/** A detector that failed, and the rules that wanted it. */
export interface DetectorFailure {
  readonly detector: string
  readonly rules: readonly CompiledRule[]
  readonly cause: unknown
}

/** What detecting needs beside the text. */
export interface DetectOptions {
  readonly shared: ScanOptions
  /** Lets others run; called between pieces of work. */
  readonly breathe: () => Promise<void>
  readonly onFailure: (failure: DetectorFailure) => void
  /** Told the scores of detectors that have some, also where there is no finding. */
  readonly onScores: (scores: Readonly<Record<string, number>>) => void
}

/** All findings of some rules in one whole text. */
export async function detectText(
  surface: Surface,
  rules: readonly CompiledRule[],
  options: DetectOptions,
): Promise<readonly RuleFinding[]> {
  const uses = usesOf(rules)
  const remote = uses
    .filter(({ detector }) => detector.kind === 'remote')
    .map((use) => runRemote(surface, use, options))
  const found = rules.filter(({ always }) => always).map((rule) => fired(surface, rule))
  const views = lazyViews(surface.text)
  for (const use of uses) {
    if (use.detector.kind === 'remote') continue
    const { prefilter } = use.detector
    if (prefilter !== undefined && (prefilter.triggers & views().triggers) === 0) continue
    try {
      found.push(...(await runLocal(surface, use, options, views)))
    } catch (cause) {
      options.onFailure({ detector: use.detector.id, rules: use.rules, cause })
    }
  }
  return [...found, ...(await Promise.all(remote)).flat()]
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

async function runLocal(
  surface: Surface,
  use: DetectorUse,
  options: DetectOptions,
  views: () => ReturnType<typeof createViews>,
): Promise<readonly RuleFinding[]> {
  const { text } = surface
  const shared = { ...scanOptionsOf(use, options.shared), decoded: true }
  if (isAssessing(use.detector)) {
    const { score, direct, indirect, findings } = use.detector.assess(surface, {
      ...shared,
      views: views(),
    })
    options.onScores({ injection: score, injection_direct: direct, injection_indirect: indirect })
    await options.breathe()
    return attribute(use, findings, text)
  }
  if (text.length <= sliceLength || use.detector.streaming === undefined) {
    const scanned = use.detector.scan(surface, { ...shared, views: views() })
    const findings = scanned instanceof Promise ? await scanned : scanned
    await options.breathe()
    return attribute(use, findings, text)
  }
  const findings = await scanSlices(surface, use, shared, options.breathe)
  return attribute(use, findings, text)
}

function isAssessing(detector: Detector): detector is InjectionDetector {
  return 'assess' in detector
}

/** Slice by slice, each up to where the detector is sure. */
async function scanSlices(
  surface: Surface,
  use: DetectorUse,
  shared: ScanOptions,
  breathe: () => Promise<void>,
): Promise<readonly Finding[]> {
  const { text } = surface
  const found = new Map<string, Finding>()
  let from = 0
  while (from < text.length) {
    const left = Math.max(0, from - overlap)
    const end = Math.min(text.length, from + sliceLength)
    const window = text.slice(left, end)
    const isLast = end === text.length
    const hold = isLast
      ? window.length
      : (use.detector.streaming?.holdFrom(window, shared) ?? window.length)
    const scanned = use.detector.scan({ ...surface, text: window }, shared)
    const findings = scanned instanceof Promise ? await scanned : scanned
    for (const finding of findings) {
      const start = finding.start + left
      if (finding.start >= hold) continue
      const isOpen = !isLast && finding.end === window.length
      const stop = isOpen ? swallowed(text, end, use, finding.rule) : finding.end + left
      const key = `${finding.type} ${finding.rule} ${String(start)}`
      if (start >= from || !found.has(key)) found.set(key, { ...finding, start, end: stop })
    }
    from = isLast ? end : Math.max(from + 1, left + hold)
    await breathe()
  }
  return dedupe([...found.values()])
}

function swallowed(text: string, from: number, use: DetectorUse, rule: string): number {
  const swallow = use.detector.streaming?.swallow?.(rule)
  return swallow === undefined ? from : from + swallow(text.slice(from))
}

/** A finding within another of the same type is its tail, seen from a slice that began inside. */
function dedupe(findings: readonly Finding[]): readonly Finding[] {
  const sorted = findings.toSorted((a, b) => a.start - b.start || b.end - a.end)
  const ends = new Map<string, number>()
  return sorted.filter(({ type, end }) => {
    const known = ends.get(type) ?? -1
    if (end <= known) return false
    ends.set(type, end)
    return true
  })
}

async function runRemote(
  surface: Surface,
  use: DetectorUse,
  options: DetectOptions,
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

function lazyViews(text: string): () => ReturnType<typeof createViews> {
  let views: ReturnType<typeof createViews> | undefined
  return () => (views ??= createViews(text))
}
