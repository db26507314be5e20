import type { Capabilities, Target } from '@signalbox/core'

/** What every model of this wire can do; the target's own data goes over it. */
export function capabilities(target: Target): Capabilities {
  return {
    operations: ['chat', 'embed', 'count-tokens'],
    media: ['image', 'audio', 'video', 'file'],
    toolChoice: ['auto', 'none', 'required', 'tool', 'allowed'],
    jsonSchema: 'native',
    systemMidConversation: false,
    maxStops: 5,
    mergeToolResults: true,
    streamUsage: true,
    ...target.capabilities,
  }
}
