import { GatewayError, type JsonObject, type JsonValue, type LeafPath } from '@signalbox/core'
import {
  createScanner,
  createTextFilter,
  DetectorFailed,
  Pseudonyms,
  severity,
  walkBody,
  type ActionName,
  type CompiledPolicy,
  type Reported,
  type ScanResult,
} from '@signalbox/safety'

import { dialects } from '../../dialects.ts'
import { codePoints, shownFindings, shownScores } from './line-output.ts'
import type { LinePolicies } from './policy-options.ts'
import { RecordError, type ScanRecord } from './scan-record.ts'

/** How lines are shown. */
export interface LineOptions {
  readonly offsets: 'utf16' | 'codepoint'
  readonly reveal: boolean
}

/** What a scan found, whatever its direction. */
interface Outcome {
  readonly action: ActionName
  readonly findings: readonly Reported[]
  readonly scores: Readonly<Record<string, number>>
  readonly require: readonly string[]
  readonly edited: string | JsonObject | undefined
  readonly pseudonyms: Pseudonyms
  /** Texts by path. */
  readonly texts: ReadonlyMap<string, string>
}

/** The answer to one record, in the order of its keys, and its strongest action. */
export async function scanLine(
  record: ScanRecord,
  policies: LinePolicies,
  options: LineOptions,
): Promise<{ readonly line: object; readonly action: ActionName }> {
  const policy = policies.policyOf(record.context)
  const found = await outcomeOf(record, policy, policies).catch((error: unknown) => {
    throw asRecordError(error)
  })
  const place = (finding: Reported) => {
    const text = found.texts.get(finding.path)
    if (options.offsets === 'utf16' || text === undefined) return finding
    return { start: codePoints(text, finding.start), end: codePoints(text, finding.end) }
  }
  const { input } = record
  const prefix = input.field === 'request' ? '/request' : ''
  const findings = shownFindings(found.findings, place).map((finding) => ({
    ...finding,
    path: prefix + finding.path,
  }))
  const isShadow = policy.policy.mode === 'shadow'
  const given = input.field === 'text' ? input.text : bodyValue(input.field, input.body)
  const edited =
    isShadow || found.edited === undefined
      ? found.edited
      : typeof found.edited === 'string'
        ? found.edited
        : bodyValue(input.field, found.edited)
  const line = {
    id: record.id,
    ok: true,
    mode: policy.policy.mode,
    action: found.action,
    findings,
    scores: shownScores(found.scores),
    require: found.require,
    [input.field]: isShadow ? given : (edited ?? null),
    ...(options.reveal ? { map: mapOf(found.pseudonyms) } : {}),
  }
  return { line, action: found.action }
}

function bodyValue(field: ScanRecord['input']['field'], body: JsonObject): JsonValue | undefined {
  return field === 'messages' ? body['messages'] : body
}

function mapOf(pseudonyms: Pseudonyms): Readonly<Record<string, string>> {
  return Object.fromEntries(pseudonyms.entries().map(({ token, value }) => [token, value]))
}

function asRecordError(error: unknown): unknown {
  if (error instanceof DetectorFailed) return new RecordError('detector_failed', error.message)
  if (!GatewayError.is(error)) return error
  const code = error.kind === 'payload_too_large' ? 'too_large' : 'too_deep'
  return new RecordError(code, error.message)
}

async function outcomeOf(
  record: ScanRecord,
  policy: CompiledPolicy,
  { readKey }: LinePolicies,
): Promise<Outcome> {
  checkCounts(record, policy)
  if (record.direction === 'output') return outputOf(record, policy, readKey)
  const { input, context } = record
  const pseudonyms = new Pseudonyms('cli0')
  const scanner = createScanner(policy, { readKey })
  const scanned: ScanResult = await scanner.scan(
    input.field === 'text'
      ? { text: input.text, role: input.role, trust: input.trust }
      : { body: input.body, classify: classifierOf(input.dialect) },
    { ...context, pseudonyms },
  )
  return {
    ...scanned,
    texts: new Map(scanned.surfaces.map(({ path, text }) => [path, text])),
  }
}

/** As many messages and tools as a request may have. */
function checkCounts({ input }: ScanRecord, { policy }: CompiledPolicy): void {
  if (input.field === 'text') return
  const { maxMessages = 2000, maxTools = 512 } = policy.limits ?? {}
  const { messages, contents, input: items, tools } = input.body
  const count = (list: JsonValue | undefined) => (Array.isArray(list) ? list.length : 0)
  if ([messages, contents, items].some((list) => count(list) > maxMessages))
    throw new RecordError('too_large', `There are more than ${String(maxMessages)} messages.`)
  if (count(tools) > maxTools)
    throw new RecordError('too_large', `There are more than ${String(maxTools)} tools.`)
}

function classifierOf(
  dialect: string,
): (place: LeafPath, body: JsonObject) => ReturnType<Classify> {
  const found = dialects.find(({ name }) => name === dialect)
  return (place, body) => found?.classify?.(place, body)
}

type Classify = NonNullable<(typeof dialects)[number]['classify']>

/** Output rules on each string, as they would see it in an answer. */
function outputOf(
  { input, context }: ScanRecord,
  policy: CompiledPolicy,
  readKey: LinePolicies['readKey'],
): Outcome {
  const pseudonyms = new Pseudonyms('cli0')
  const surfaces =
    input.field === 'text'
      ? [
          {
            path: '/text',
            place: ['text'],
            text: input.text,
            role: input.role,
            trust: input.trust,
            kind: 'text' as const,
            json: false,
            tool: undefined,
          },
        ]
      : walkBody(input.body, classifierOf(input.dialect), policy.policy.limits).surfaces
  let action: ActionName = 'none'
  const findings: Reported[] = []
  const scores: Record<string, number> = {}
  const edits: [LeafPath, string][] = []
  let isBlocked = false
  for (const { path, place, text, role, trust, kind, json, tool } of surfaces) {
    const filter = createTextFilter(policy, {
      channel: json ? 'args' : kind === 'args' ? 'text' : kind,
      role,
      trust,
      context,
      pseudonyms,
      readKey,
      path,
      ...(tool === undefined ? {} : { tool }),
    })
    const clean = filter.push(text) + filter.end()
    findings.push(...filter.findings)
    for (const [name, score] of Object.entries(filter.scores))
      scores[name] = Math.max(scores[name] ?? 0, score)
    if (severity(filter.action) > severity(action)) action = filter.action
    isBlocked ||= filter.blocked !== undefined
    if (clean !== text) edits.push([place, clean])
  }
  const edited =
    input.field === 'text' ? (edits[0]?.[1] ?? input.text) : withEdits(input.body, edits)
  return {
    action,
    findings,
    scores,
    require: [],
    edited: isBlocked ? undefined : edited,
    pseudonyms,
    texts: new Map(surfaces.map(({ path, text }) => [path, text])),
  }
}

function withEdits(body: JsonObject, edits: readonly (readonly [LeafPath, string])[]): JsonObject {
  const copy = structuredClone(body)
  for (const [place, text] of edits) {
    let node: unknown = copy
    for (const step of place.slice(0, -1)) node = (node as Record<string | number, unknown>)[step]
    const last = place.at(-1)
    if (last !== undefined) (node as Record<string | number, unknown>)[last] = text
  }
  return copy
}
