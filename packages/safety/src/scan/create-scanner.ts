import type { JsonObject, LeafPath } from '@signalbox/core'

import { Pseudonyms } from '../actions/pseudonyms.ts'
import type { ReadKey } from '../actions/replacement.ts'
import type { RuleContext } from '../policy/applies.ts'
import type { CompiledPolicy } from '../policy/compile-policy.ts'
import { editBody } from '../surfaces/edit-body.ts'
import { walkBody, type BodySurface, type Classify } from '../surfaces/walk-body.ts'
import type { Role, SurfaceKind, Trust } from '../types.ts'
import { decide, editedText, isSpotlighted, type Decision, type Reported } from './decide.ts'
import type { DetectorFailure } from './detect-text.ts'
import { inReadingOrder } from './reading-order.ts'
import type { ScanCache } from './scan-cache.ts'
import { scanSurfaces, type ScannedSurface } from './scan-surfaces.ts'

/** One text, or a body whose strings are known. */
export type ScanInput =
  | {
      readonly text: string
      readonly role?: Role
      readonly trust?: Trust
      readonly kind?: SurfaceKind
      readonly path?: string
    }
  | { readonly body: JsonObject; readonly classify: Classify }

/** What an input is scanned for. */
export interface ScanContext extends RuleContext {
  /** Default: a fresh map with the nonce `cli0`. */
  readonly pseudonyms?: Pseudonyms
  readonly signal?: AbortSignal
}

/** What scanning found and what became of the input. */
export interface ScanResult {
  readonly action: Decision['action']
  readonly findings: readonly Reported[]
  readonly scores: Readonly<Record<string, number>>
  readonly require: readonly string[]
  readonly ruleId: string | undefined
  readonly policyId: string
  readonly policyVersion: string
  /** Why nothing may be sent; `edited` is undefined then. */
  readonly blocked: { readonly rule: string; readonly path: string } | undefined
  /** As it came in: a text for a text, a body for a body; the same object when nothing changed. */
  readonly edited: string | JsonObject | undefined
  readonly pseudonyms: Pseudonyms
  /** Text from outside is in it. */
  readonly tainted: boolean
  readonly spotlighted: boolean
  /** Media that nobody looked into. */
  readonly unscanned: number
  /** Failures of detectors whose rules are open, and of those in shadow. */
  readonly failures: readonly DetectorFailure[]
  readonly surfaces: readonly BodySurface[]
}

/** What scanners of one process share. */
export interface ScannerOptions {
  readonly readKey?: ReadKey
  readonly cache?: ScanCache
  /** Lets other work run; the default gives way once a scan has taken 3 ms. */
  readonly breathe?: () => Promise<void>
}

/** Reads inputs by a policy's input rules. */
export interface Scanner {
  scan(input: ScanInput, context?: ScanContext): Promise<ScanResult>
}

/** A detector failed whose rule is closed: nothing may pass. */
export class DetectorFailed extends Error {
  override readonly name = 'DetectorFailed'
  readonly rule: string
  readonly detector: string

  constructor(rule: string, detector: string, cause: unknown) {
    super(`The detector "${detector}" of the rule "${rule}" failed.`, { cause })
    this.rule = rule
    this.detector = detector
  }
}

/** A scanner over a compiled policy. */
export function createScanner(policy: CompiledPolicy, options: ScannerOptions = {}): Scanner {
  const { readKey = () => undefined, cache } = options
  return {
    async scan(input, context = {}) {
      const { breathe = breather() } = options
      const { surfaces, unscanned } = surfacesOf(input, policy)
      const pseudonyms = context.pseudonyms ?? new Pseudonyms('cli0')
      for (const { text } of surfaces) pseudonyms.reserve(text)
      const scope = { policy, rules: policy.input, context, cache, breathe, signal: context.signal }
      const scanned = await scanSurfaces(surfaces, scope)
      for (const failure of scanned.failures) throwIfClosed(failure)
      const decision = decide(scanned.surfaces)
      const replace = { tenant: context.tenant ?? '', pseudonyms, readKey }
      const edits =
        decision.blocked === undefined
          ? await editsOf(scanned.surfaces, replace, breathe)
          : new Map<LeafPath, string>()
      return {
        action: decision.action,
        findings: decision.reported,
        scores: scanned.scores,
        require: decision.require,
        ruleId: decision.ruleId,
        policyId: policy.id,
        policyVersion: policy.version,
        blocked: decision.blocked,
        edited: decision.blocked === undefined ? applied(input, edits) : undefined,
        pseudonyms,
        tainted: surfaces.some(({ trust }) => trust === 'external'),
        spotlighted: isSpotlighted(scanned.surfaces),
        unscanned,
        failures: scanned.failures,
        surfaces,
      }
    },
  }
}

/** The longest piece of work takes about twice as long on a machine of its own. */
const patience = 3

/** Gives way to other work, so that nothing waits for 10 ms. */
function breather(): () => Promise<void> {
  let since = performance.now()
  return async () => {
    if (performance.now() - since < patience) return
    await new Promise<void>((resolve) => {
      setTimeout(resolve, 0)
    })
    since = performance.now()
  }
}

const place: LeafPath = ['text']

function surfacesOf(
  input: ScanInput,
  { policy }: CompiledPolicy,
): { readonly surfaces: readonly BodySurface[]; readonly unscanned: number } {
  if ('body' in input) {
    const { surfaces, unscanned } = walkBody(input.body, input.classify, policy.limits)
    return { surfaces: inReadingOrder(surfaces), unscanned }
  }
  const { text, role = 'user', trust = 'user', kind = 'text', path = '/text' } = input
  const json = kind === 'args'
  const tool = undefined
  const surface = { path, place, role, trust, text, editable: true, kind, json, tool }
  return { surfaces: [surface], unscanned: 0 }
}

function throwIfClosed({ detector, rules, cause }: DetectorFailure): void {
  const rule = rules.find(({ closed, enforced }) => closed && enforced)
  if (rule !== undefined) throw new DetectorFailed(rule.id, detector, cause)
}

async function editsOf(
  scanned: readonly ScannedSurface[],
  scope: Parameters<typeof editedText>[1],
  breathe: () => Promise<void>,
): Promise<ReadonlyMap<LeafPath, string>> {
  const edits = new Map<LeafPath, string>()
  for (const entry of scanned) {
    const text = await editedText(entry, scope, breathe)
    if (text !== entry.surface.text) edits.set(entry.surface.place, text)
  }
  return edits
}

function applied(input: ScanInput, edits: ReadonlyMap<LeafPath, string>): string | JsonObject {
  if ('body' in input) return editBody(input.body, edits)
  return edits.get(place) ?? input.text
}
