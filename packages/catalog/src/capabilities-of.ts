import type { Capabilities } from '@signalbox/core'

import type { ModelEntry } from './model-entry.ts'

const operations: Readonly<Record<string, Capabilities['operations']>> = {
  chat: ['chat'],
  embedding: ['embed'],
  rerank: ['rerank'],
  moderation: ['moderate'],
  image: ['image'],
  audio: ['speech', 'transcribe'],
}

/** What an entry says in the words of a target; what it does not say stays absent. */
export function capabilitiesOf(entry: ModelEntry): Capabilities {
  const { capabilities: can, limits, kind } = entry
  const media = mediaOf(entry)
  const reasoning = reasoningOf(entry)
  const known = operations[kind]
  return {
    ...(known === undefined ? {} : { operations: known }),
    ...(media === undefined ? {} : { media }),
    ...(limits.context === undefined ? {} : { contextTokens: limits.context }),
    ...(limits.output === undefined ? {} : { maxOutputTokens: limits.output }),
    ...(can['tools'] === false ? { toolChoice: ['none'] as const } : {}),
    ...(reasoning === undefined ? {} : { reasoning }),
    ...(can['structured_output'] === true ? { jsonSchema: 'native' as const } : {}),
  }
}

/** A list of media says no to what it leaves out, so it is given only when all are known. */
function mediaOf({ capabilities: can }: ModelEntry): Capabilities['media'] {
  const kinds = [
    ['image', can['vision']],
    ['audio', can['audio']],
    ['video', can['video']],
    ['file', can['pdf']],
  ] as const
  if (kinds.some(([, known]) => known === undefined)) return undefined
  return kinds.flatMap(([kind, known]) => (known === true ? [kind] : []))
}

function reasoningOf({ capabilities, reasoningControls }: ModelEntry): Capabilities['reasoning'] {
  if (capabilities['reasoning'] === false) return 'none'
  const names = new Set((reasoningControls ?? []).map((control) => control.split(':')[0]))
  if (names.has('effort')) return 'effort'
  if (names.has('budget')) return 'budget'
  return names.has('toggle') ? 'toggle' : undefined
}
