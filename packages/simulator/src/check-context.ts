import type { Call } from './call.ts'
import type { Prompt } from './prompt.ts'
import { Refusal } from './refusal.ts'

/** Refuses a prompt that is longer than the `context` knob allows. */
export function checkContext({ inputTokens }: Prompt, { knobs }: Pick<Call, 'knobs'>): void {
  const limit = knobs.context
  if (limit === undefined || inputTokens <= limit) return
  throw new Refusal(400, '', { reason: 'context', tokens: inputTokens, limit })
}
