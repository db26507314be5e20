import type { Candidate, Completion, FinishReason, Part } from '@signalbox/core'

/** What every wire must keep of an answer. */
export interface Essence {
  readonly text: string
  readonly calls: readonly { readonly name: string; readonly input: unknown }[]
  readonly reason: FinishReason
}

/** Reduces an answer to what every wire must keep. */
export function essenceOf(completion: Completion): readonly Essence[] {
  return completion.candidates.map(candidateEssence)
}

function candidateEssence({ message, finish }: Candidate): Essence {
  return {
    text: message.content.map(textOf).join(''),
    calls: message.content.flatMap(callOf),
    reason: finish.reason,
  }
}

function textOf(part: Part): string {
  return part.type === 'text' ? part.text : ''
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
