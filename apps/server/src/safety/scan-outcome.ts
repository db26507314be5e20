import type { JsonObject, JsonValue, LeafPath } from '@signalbox/core'
import {
  createScanner,
  createTextFilter,
  Pseudonyms,
  severity,
  walkBody,
  type ActionName,
  type CompiledPolicy,
  type ReadKey,
  type Reported,
  type ScanResult,
} from '@signalbox/safety'

import { dialects } from '../dialects.ts'
import { RecordError, type ScanRecord } from './cli/scan-record.ts'

/** What a scan found, whatever its direction. */
export interface Outcome {
  readonly action: ActionName
  readonly findings: readonly Reported[]
  readonly scores: Readonly<Record<string, number>>
  readonly require: readonly string[]
  readonly blocked: { readonly rule: string; readonly path?: string } | undefined
  readonly edited: string | JsonObject | undefined
  readonly pseudonyms: Pseudonyms
  /** Texts by path. */
  readonly texts: ReadonlyMap<string, string>
}

/** What a policy makes of a record: nothing is sent, and nothing is kept. */
export async function outcomeOf(
  record: ScanRecord,
  policy: CompiledPolicy,
  readKey: ReadKey,
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
  readKey: ReadKey,
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
  let blocked: Outcome['blocked']
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
    if (filter.blocked !== undefined) blocked ??= { rule: filter.blocked.rule, path }
    if (clean !== text) edits.push([place, clean])
  }
  const edited =
    input.field === 'text' ? (edits[0]?.[1] ?? input.text) : withEdits(input.body, edits)
  return {
    action,
    findings,
    scores,
    require: [],
    blocked,
    edited: blocked === undefined ? edited : undefined,
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
