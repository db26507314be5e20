import { applies, type RuleContext } from '../policy/applies.ts'
import type { CompiledPolicy, CompiledRule } from '../policy/compile-policy.ts'
import { lensOf } from '../stream/lens.ts'
import type { BodySurface } from '../surfaces/walk-body.ts'
import { detectText, type DetectorFailure } from './detect-text.ts'
import { adjacentParts } from './reading-order.ts'
import type { RuleFinding } from './rule-finding.ts'
import { cacheKey, type ScanCache } from './scan-cache.ts'

/** What was found where. */
export interface ScannedSurface {
  readonly surface: BodySurface
  readonly found: readonly RuleFinding[]
}

/** All surfaces of a body, read by the rules that apply to each. */
export interface Scanned {
  readonly surfaces: readonly ScannedSurface[]
  readonly scores: Readonly<Record<string, number>>
  readonly failures: readonly DetectorFailure[]
}

/** What scanning needs. */
export interface ScanScope {
  readonly policy: CompiledPolicy
  readonly rules: readonly CompiledRule[]
  readonly context: RuleContext
  readonly cache?: ScanCache | undefined
  readonly breathe: () => Promise<void>
  readonly signal?: AbortSignal | undefined
}

/** Reads surfaces one after the other; texts that were read before are not read again. */
export async function scanSurfaces(
  surfaces: readonly BodySurface[],
  scope: ScanScope,
): Promise<Scanned> {
  const scores: Record<string, number> = {}
  const failures: DetectorFailure[] = []
  const found = new Map<BodySurface, RuleFinding[]>()
  const note = (given: Readonly<Record<string, number>>) => {
    for (const [name, score] of Object.entries(given))
      scores[name] = Math.max(scores[name] ?? 0, score)
  }
  const read = async (surface: BodySurface) => {
    const rules = rulesFor(surface, scope)
    if (rules.length === 0 || surface.text === '') return []
    const text = surface.json ? lensOf(surface.text, true).text : surface.text
    return await readText({ ...surface, text }, rules, scope, { note, failures })
  }
  for (const surface of surfaces) found.set(surface, [...(await read(surface))])
  for (const run of adjacentParts(surfaces)) {
    const joined = run.map(({ text }) => text).join('')
    const [first] = run
    if (first === undefined) continue
    for (const entry of await read({ ...first, text: joined })) spread(entry, joined, run, found)
  }
  return {
    surfaces: surfaces.map((surface) => ({ surface, found: found.get(surface) ?? [] })),
    scores,
    failures,
  }
}

function rulesFor(surface: BodySurface, { rules, context }: ScanScope): readonly CompiledRule[] {
  const { tool } = surface
  const own = tool === undefined ? context : { ...context, tool }
  return rules.filter(({ rule }) => applies(rule.when, surface, own))
}

async function readText(
  surface: BodySurface,
  rules: readonly CompiledRule[],
  scope: ScanScope,
  {
    note,
    failures,
  }: { note: (scores: Record<string, number>) => void; failures: DetectorFailure[] },
): Promise<readonly RuleFinding[]> {
  const { policy, cache, context, breathe, signal } = scope
  const isRemote = rules.some(({ detectors }) => detectors.some(({ kind }) => kind === 'remote'))
  const known = [
    policy.version,
    context.tenant ?? '',
    surface.role,
    surface.trust,
    surface.kind,
    rules.map(({ order }) => order).join(','),
  ]
  const key = cache === undefined || isRemote ? undefined : cacheKey(surface.text, known)
  const cached = key === undefined ? undefined : cache?.get(key)
  if (cached !== undefined) {
    note(cached.scores)
    return cached.findings.flatMap(({ order, finding, ...entry }) => {
      const rule = rules.find((candidate) => candidate.order === order)
      const placed = { ...finding, path: surface.path }
      return rule === undefined ? [] : [{ ...entry, rule, finding: placed }]
    })
  }
  const { pii } = policy.policy
  const scores: Record<string, number> = {}
  let failed = false
  const found = await detectText(surface, rules, {
    shared: { ...pii, ...(signal === undefined ? {} : { signal }) },
    breathe,
    onFailure: (failure) => {
      failed = true
      failures.push(failure)
    },
    onScores: (given) => {
      for (const [name, score] of Object.entries(given))
        scores[name] = Math.max(scores[name] ?? 0, score)
    },
  })
  note(scores)
  if (key !== undefined && !failed) {
    const findings = found.map(({ finding, rule, ...entry }) => ({
      ...entry,
      finding: { ...finding, path: '' },
      order: rule.order,
    }))
    cache?.set(key, { findings, scores })
  }
  return found
}

/** Gives each part its piece of a finding that crosses a border; the others know the rest already. */
function spread(
  { finding, rule }: RuleFinding,
  text: string,
  run: readonly BodySurface[],
  found: ReadonlyMap<BodySurface, RuleFinding[]>,
): void {
  const value = text.slice(finding.start, finding.end)
  const pieces: { surface: BodySurface; start: number; end: number }[] = []
  let base = 0
  for (const surface of run) {
    const start = Math.max(finding.start, base) - base
    const end = Math.min(finding.end, base + surface.text.length) - base
    if (start < end) pieces.push({ surface, start, end })
    base += surface.text.length
  }
  if (pieces.length < 2) return
  for (const [index, { surface, start, end }] of pieces.entries())
    found.get(surface)?.push({
      finding: { ...finding, path: surface.path, start, end },
      rule,
      joined: { value, isHead: index === 0 },
    })
}
