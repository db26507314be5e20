import { GatewayError, type JsonObject, type JsonValue } from '@signalbox/core'
import { DetectorFailed, type ActionName, type Pseudonyms, type Reported } from '@signalbox/safety'

import { outcomeOf } from '../scan-outcome.ts'
import { codePoints, shownFindings, shownScores } from './line-output.ts'
import type { LinePolicies } from './policy-options.ts'
import { RecordError, type ScanRecord } from './scan-record.ts'

/** How lines are shown. */
export interface LineOptions {
  readonly offsets: 'utf16' | 'codepoint'
  readonly reveal: boolean
}

/** The answer to one record, in the order of its keys, and its strongest action. */
export async function scanLine(
  record: ScanRecord,
  policies: LinePolicies,
  options: LineOptions,
): Promise<{ readonly line: object; readonly action: ActionName }> {
  const policy = policies.policyOf(record.context)
  const found = await outcomeOf(record, policy, policies.readKey).catch((error: unknown) => {
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
