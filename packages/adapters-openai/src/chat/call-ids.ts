import type { ChatRequest } from '@signalbox/core'

import type { CompatibleRow } from '../row.ts'
import { digest } from './digest.ts'

/** The id a target accepts for a call; deterministic, so calls and their results agree. */
export function aliasFor(row: CompatibleRow): (callId: string) => string {
  const { callIds } = row
  if (callIds === undefined) return (callId) => callId
  const accepted = new RegExp(callIds.pattern)
  return (callId) => (accepted.test(callId) ? callId : digest(callId, callIds.length))
}

/** The way back: what the target calls by an alias is the caller's own id. */
export function originalFor(row: CompatibleRow, request: ChatRequest): (callId: string) => string {
  if (row.callIds === undefined) return (callId) => callId
  const alias = aliasFor(row)
  const originals = new Map(
    request.messages.flatMap(({ content }) =>
      content.flatMap((part) =>
        part.type === 'tool-call' ? [[alias(part.callId), part.callId] as const] : [],
      ),
    ),
  )
  return (callId) => originals.get(callId) ?? callId
}
