import {
  attribute,
  scanOptionsOf,
  type DetectorUse,
  type RuleFinding,
} from '../scan/rule-finding.ts'
import type { ScanOptions, Surface } from '../types.ts'
import { createViews } from '../unicode/create-views.ts'
import type { Views } from '../unicode/views.ts'

/** What detectors found in one text, and those that failed. */
export interface Scanned {
  readonly found: readonly RuleFinding[]
  readonly failed: readonly DetectorUse[]
}

/** From where on findings of some detectors may still change; `least` when it is no later. */
export function holdFrom(
  uses: readonly DetectorUse[],
  window: string,
  least: number,
  shared: ScanOptions,
): number {
  let hold = window.length
  for (const use of uses) {
    const at = use.detector.streaming?.holdFrom(window, scanOptionsOf(use, shared))
    if (at !== undefined && at < hold) hold = at
    if (hold <= least) return least
  }
  return hold
}

/** What streaming detectors find in a window whose text from `from` on is new. */
export function scanWindow(
  uses: readonly DetectorUse[],
  surface: Surface,
  from: number,
  shared: ScanOptions & { readonly views: Views },
): Scanned {
  if (uses.length === 0) return { found: [], failed: [] }
  const { triggers } = from === 0 ? shared.views : createViews(surface.text.slice(from))
  const due = uses.filter(
    ({ detector: { prefilter } }) =>
      prefilter === undefined || (prefilter.triggers & triggers) !== 0,
  )
  return scanWith(due, surface, { ...shared, news: { from, triggers } })
}

/** What some detectors find in a text; an answer that is not there at once is none. */
export function scanWith(
  uses: readonly DetectorUse[],
  surface: Surface,
  shared: ScanOptions,
): Scanned {
  const found: RuleFinding[] = []
  const failed: DetectorUse[] = []
  for (const use of uses)
    try {
      const findings = use.detector.scan(surface, scanOptionsOf(use, shared))
      if (findings instanceof Promise) continue
      for (const entry of attribute(use, findings, surface.text)) found.push(entry)
    } catch {
      failed.push(use)
    }
  return { found, failed }
}
