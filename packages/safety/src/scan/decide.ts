import { replacementOf, sealKey, type ReplaceScope } from '../actions/replacement.ts'
import { sealValue } from '../actions/seal-value.ts'
import { spotlighted } from '../actions/spotlight.ts'
import { severity, stronger, type ActionName } from '../policy/severity.ts'
import { lensOf } from '../stream/lens.ts'
import type { BodySurface } from '../surfaces/walk-body.ts'
import type { Finding } from '../types.ts'
import { clustersOf, type Cluster } from './overlaps.ts'
import type { RuleFinding } from './rule-finding.ts'
import type { ScannedSurface } from './scan-surfaces.ts'

/** A finding and what its rule makes of it. */
export interface Reported extends Finding {
  readonly action: ActionName
  /** Id of the policy's rule. */
  readonly by: string
}

/** What must be done. */
export interface Decision {
  readonly action: ActionName
  readonly reported: readonly Reported[]
  readonly require: readonly string[]
  readonly blocked: { readonly rule: string; readonly path: string } | undefined
  /** The rule behind the strongest action. */
  readonly ruleId: string | undefined
}

/** What a rule does at a finding: a text that cannot be edited is blocked, or only flagged. */
export function actionAt({ rule }: RuleFinding, surface: BodySurface): ActionName {
  const { type } = rule.rule.action
  if (rule.profile === 'monitor') return 'flag'
  if (rule.edits && !surface.editable) return rule.closed ? 'block' : 'flag'
  if (type === 'spotlight' && (surface.trust !== 'external' || !surface.editable)) return 'flag'
  return type
}

/** The decision over everything that was found. */
export function decide(scanned: readonly ScannedSurface[]): Decision {
  const reported: Reported[] = []
  const require = new Set<string>()
  let action: ActionName = 'none'
  let ruleId: string | undefined
  let blocked: Decision['blocked']
  for (const { surface, found } of scanned) {
    const lens = surface.json && found.length > 0 ? lensOf(surface.text, true) : undefined
    for (const entry of found) {
      const due = actionAt(entry, surface)
      const { rule, finding } = entry
      const start = lens?.offset(finding.start) ?? finding.start
      const end = lens?.offset(finding.end) ?? finding.end
      reported.push({ ...finding, start, end, action: due, by: rule.id })
      if (severity(due) > severity(action)) ruleId = rule.id
      action = stronger(action, due)
      if (!rule.enforced) continue
      if (due === 'block') blocked ??= { rule: rule.id, path: surface.path }
      if (rule.rule.action.type === 'route')
        for (const tag of rule.rule.action.require) require.add(tag)
    }
  }
  return { action, reported, require: [...require], blocked, ruleId }
}

/** So many edits are made before others get their turn. */
const editsAtOnce = 256

/** The text of a surface after its edits, and whether it is spotlighted. */
export async function editedText(
  { surface, found }: ScannedSurface,
  scope: ReplaceScope,
  breathe: () => Promise<void>,
): Promise<string> {
  if (!surface.editable || found.length === 0) return surface.text
  const lens = lensOf(surface.text, surface.json)
  const clusters = clustersOf(found)
  const sealed = await sealAll(clusters, lens.text, scope)
  let out = ''
  let at = 0
  for (const [index, cluster] of clusters.entries()) {
    if (index % editsAtOnce === editsAtOnce - 1) await breathe()
    out += lens.raw(at, cluster.start)
    const { joined } = cluster.winner
    const value = joined?.value ?? lens.text.slice(cluster.start, cluster.end)
    if (joined?.isHead !== false)
      out += lens.write(replacementOf(whole(cluster), value, { ...scope, sealed }), cluster.start)
    at = cluster.end
  }
  out += lens.raw(at, lens.text.length)
  const spot = found.find(
    (entry) => entry.rule.enforced && actionAt(entry, surface) === 'spotlight',
  )
  const action = spot?.rule.rule.action
  return action?.type === 'spotlight'
    ? spotlighted(out, action.method, scope.pseudonyms.nonce)
    : out
}

/** A whole text is known to its end. */
function whole(cluster: Cluster): Cluster {
  return { ...cluster, isLong: false }
}

/** Whether some text was put between marks, so that the model must be told. */
export function isSpotlighted(scanned: readonly ScannedSurface[]): boolean {
  return scanned.some(({ surface, found }) =>
    found.some((entry) => entry.rule.enforced && actionAt(entry, surface) === 'spotlight'),
  )
}

async function sealAll(
  clusters: readonly Cluster[],
  text: string,
  scope: ReplaceScope,
): Promise<ReadonlyMap<string, string>> {
  const sealed = new Map<string, string>()
  for (const { winner, start, end } of clusters) {
    const { action } = winner.rule.rule
    if (action.type !== 'encrypt') continue
    const value = winner.joined?.value ?? text.slice(start, end)
    const { type } = winner.finding
    if (sealed.has(sealKey(type, value))) continue
    const bound = { tenant: scope.tenant, type, key: action.key }
    const [key, written] = await sealValue(value, bound, scope.readKey)
    sealed.set(key, written)
  }
  return sealed
}
