import type { Capabilities, Target } from '@signalbox/core'

import { enforcesSchemas, familyOf } from './model-family.ts'

/** What a model on this wire can do; the target's own data goes over it. */
export function capabilities(target: Target): Capabilities {
  const family = familyOf(target)
  return {
    operations: ['chat', 'embed', 'count-tokens'],
    media: ['image', 'video', 'file'],
    toolChoice:
      family.toolChoice === 'none' ? ['auto', 'allowed'] : ['auto', 'required', 'tool', 'allowed'],
    parallelToolCalls: true,
    jsonSchema: enforcesSchemas(target.model) ? 'native' : 'tool',
    systemMidConversation: false,
    prefill: family.prefill,
    maxStops: 2500,
    callId: '^[a-zA-Z0-9_.:-]{1,64}$',
    alternatingRoles: true,
    mergeToolResults: true,
    streamUsage: true,
    ...target.capabilities,
  }
}
