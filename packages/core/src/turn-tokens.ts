import type { ContinuityToken, Message, ReasoningPart } from './content.ts'
import { sha256 } from './hmac.ts'

/** What a provider wants back with a turn that called tools. */
export interface TurnTokens {
  readonly reasoning: readonly ReasoningPart[]
  readonly calls: Readonly<Record<string, ContinuityToken>>
}

/** The reasoning and tokens of a turn with tool calls; `undefined` when there is nothing to keep. */
export function tokensOf(
  message: Message,
  stamp: (token: ContinuityToken) => ContinuityToken,
): { readonly callIds: readonly string[]; readonly tokens: TurnTokens } | undefined {
  const callIds: string[] = []
  const reasoning: ReasoningPart[] = []
  const calls: [string, ContinuityToken][] = []
  for (const part of message.content) {
    const continuity = part.continuity === undefined ? undefined : stamp(part.continuity)
    if (part.type === 'reasoning')
      reasoning.push(continuity === undefined ? part : { ...part, continuity })
    else if (part.type === 'tool-call') {
      callIds.push(part.callId)
      if (continuity !== undefined) calls.push([part.callId, continuity])
    }
  }
  if (callIds.length === 0 || (reasoning.length === 0 && calls.length === 0)) return undefined
  return { callIds, tokens: { reasoning, calls: Object.fromEntries(calls) } }
}

/** The side table's key for a turn: who owns it, and the ids of its calls. */
export function turnKey(partition: string, callIds: readonly string[]): string {
  return `continuity:${partition}:${digest(callIds.join('\n'))}`
}

/** A short fingerprint, as hex. */
export function digest(text: string): string {
  const hash = sha256(new TextEncoder().encode(text)).subarray(0, 16)
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
