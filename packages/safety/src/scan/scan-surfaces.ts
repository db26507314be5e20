import { Turns } from '../guards/turns.ts'
import { applies, type RuleContext } from '../policy/applies.ts'
import type { CompiledPolicy, CompiledRule } from '../policy/compile-policy.ts'
import { lensOf } from '../stream/lens.ts'
import type { BodySurface } from '../surfaces/walk-body.ts'
import { askRemote, detectLocal, type DetectorFailure } from './detect-text.ts'
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

/** So many questions of one request are under way at a time; a long chat must not fill the line. */
const askedAtATime = 16

/** Reads surfaces one after the other, while services are asked; texts that were read before are not read again. */
export async function scanSurfaces(
  surfaces: readonly BodySurface[],
  scope: ScanScope,
): Promise<Scanned> {
  const scores: Record<string, number> = {}
  const failures: DetectorFailure[] = []
  const found = new Map<BodySurface, RuleFinding[]>(surfaces.map((surface) => [surface, []]))
  const told: Told = {
    note(given) {
      for (const [name, score] of Object.entries(given))
        scores[name] = Math.max(scores[name] ?? 0, score)
    },
    failures,
  }
  const alone = surfaces.flatMap((surface) => readingOf(surface, scope) ?? [])
  const joined = adjacentParts(surfaces).flatMap((run) => {
    const [first] = run
    const text = run.map((part) => part.text).join('')
    const reading = first === undefined ? undefined : readingOf({ ...first, text }, scope)
    return reading === undefined ? [] : [{ reading, run }]
  })
  const turns = new Turns(askedAtATime)
  const isAsking = scope.rules.some(({ detectors }) =>
    detectors.some(({ kind }) => kind === 'remote'),
  )
  const ask = async (reading: Reading) =>
    isAsking ? await turns.run(() => askAbout(reading, scope, told)) : []
  const heard = alone.map(ask)
  const heardJoined = joined.map(({ reading }) => ask(reading))
  for (const reading of alone)
    found.get(reading.of)?.push(...(await readText(reading, scope, told)))
  for (const [index, { of }] of alone.entries())
    found.get(of)?.push(...((await heard[index]) ?? []))
  for (const [index, { reading, run }] of joined.entries()) {
    const entries = [
      ...(await readText(reading, scope, told)),
      ...((await heardJoined[index]) ?? []),
    ]
    for (const entry of entries) spread(entry, reading.surface.text, run, found)
  }
  return {
    surfaces: surfaces.map((surface) => ({ surface, found: found.get(surface) ?? [] })),
    scores,
    failures,
  }
}

interface Told {
  readonly note: (scores: Readonly<Record<string, number>>) => void
  readonly failures: DetectorFailure[]
}

/** A text, and the rules that it is read by. */
interface Reading {
  readonly of: BodySurface
  readonly surface: BodySurface
  readonly rules: readonly CompiledRule[]
}

function readingOf(surface: BodySurface, scope: ScanScope): Reading | undefined {
  const rules = rulesFor(surface, scope)
  if (rules.length === 0 || surface.text === '') return undefined
  const text = surface.json ? lensOf(surface.text, true).text : surface.text
  return { of: surface, surface: { ...surface, text }, rules }
}

/** Words of the grammar, such as a role or the name of a model, are nothing that a service could judge. */
async function askAbout(
  { surface, rules }: Reading,
  { policy, signal }: ScanScope,
  { note, failures }: Told,
): Promise<readonly RuleFinding[]> {
  if (!surface.editable && surface.kind === 'meta') return []
  return await askRemote(surface, rules, {
    shared: { ...policy.policy.pii, ...(signal === undefined ? {} : { signal }) },
    onFailure: (failure) => {
      failures.push(failure)
    },
    onScores: note,
  })
}

function rulesFor(surface: BodySurface, { rules, context }: ScanScope): readonly CompiledRule[] {
  const { tool } = surface
  const own = tool === undefined ? context : { ...context, tool }
  return rules.filter(({ rule }) => applies(rule.when, surface, own))
}

async function readText(
  { surface, rules }: Reading,
  { policy, cache, context, breathe, signal }: ScanScope,
  { note, failures }: Told,
): Promise<readonly RuleFinding[]> {
  const known = [
    policy.version,
    context.tenant ?? '',
    surface.role,
    surface.trust,
    surface.kind,
    rules.map(({ order }) => order).join(','),
  ]
  const key = cache === undefined ? undefined : cacheKey(surface.text, known)
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
  const found = await detectLocal(surface, rules, {
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
