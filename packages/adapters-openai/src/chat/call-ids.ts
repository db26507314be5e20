import type { ChatRequest } from '@signalbox/core'

import type { CompatibleRow } from '../row.ts'
import { digest } from './digest.ts'

/** The id a target accepts for a call; deterministic, so calls and their results agree. */
export function aliasFor(row: CompatibleRow): (callId: string) => string {
  const { callIds } = row
  if (callIds === undefined) return (callId) => callId
  let accepted: RegExp | undefined
  return (callId) => {
    accepted ??= new RegExp(callIds.pattern)
    return accepted.test(callId) ? callId : digest(callId, callIds.length)
  }
}

/** The way back: what the target calls by an alias is the caller's own id. */
export function originalFor(row: CompatibleRow, request: ChatRequest): (callId: string) => string {
  if (row.callIds === undefined) return (callId) => callId
  let originals: ReadonlyMap<string, string> | undefined
  return (callId) => {
    originals ??= originalsOf(row, request)
    return originals.get(callId) ?? callId
  }
}

function originalsOf(row: CompatibleRow, request: ChatRequest): ReadonlyMap<string, string> {
  const alias = aliasFor(row)
  return new Map(
    request.messages.flatMap(({ content }) =>
      content.flatMap((part) =>
        part.type === 'tool-call' ? [[alias(part.callId), part.callId] as const] : [],
      ),
    ),
  )
}
