import type { Candidate, Completion, FinishReason, Part } from '@signalbox/core'

/** What every wire must keep of an answer. */
export interface Essence {
  readonly text: string
  readonly calls: readonly { readonly name: string; readonly input: unknown }[]
  /** Wires have fewer words than the model: only the class survives. */
  readonly ending: 'stop' | 'length' | 'tool-calls' | 'refused' | 'other'
}

/** Reduces an answer to what every wire must keep. */
export function essenceOf(completion: Completion): readonly Essence[] {
  return completion.candidates.map(candidateEssence)
}

function candidateEssence({ message, finish }: Candidate): Essence {
  return {
    text: message.content.map(textOf).join(''),
    calls: message.content.flatMap(callOf),
    ending: endingOf(finish.reason),
  }
}

function textOf(part: Part): string {
  return part.type === 'text' || part.type === 'refusal' ? part.text : ''
}

function callOf(part: Part): Essence['calls'] {
  return part.type === 'tool-call' ? [{ name: part.name, input: inputOf(part.arguments) }] : []
}

function inputOf(text: string): unknown {
  try {
    return JSON.parse(text === '' ? '{}' : text)
  } catch {
    return text
  }
}

function endingOf(reason: FinishReason): Essence['ending'] {
  switch (reason) {
    case 'stop':
    case 'stop-sequence':
      return 'stop'
    case 'length':
    case 'context-length':
      return 'length'
    case 'tool-calls':
      return 'tool-calls'
    case 'content-filter':
    case 'refusal':
    case 'recitation':
      return 'refused'
    case 'pause':
    case 'malformed-tool-call':
    case 'cancelled':
    case 'error':
    case 'other':
      return 'other'
  }
}
