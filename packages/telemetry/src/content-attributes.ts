import type { Attributes } from '@opentelemetry/api'
import type { Completion, Message, Part } from '@signalbox/core'

import type { SeenContent } from './seen-content.ts'
import { attribute } from './span-names.ts'

/** A prompt and its answer in the conventions' JSON. */
export interface ContentRecord {
  readonly input: string
  readonly system?: string | undefined
  readonly tools?: string | undefined
  /** Absent where there was no whole answer. */
  readonly output?: string | undefined
}

/** What was seen, as text; `isWhole`: the answer has ended well. */
export function contentRecord(
  seen: SeenContent,
  isWhole: boolean,
  redact: (text: string) => string = asItIs,
): ContentRecord {
  const { messages, tools } = seen.request
  const isSystem = ({ role }: Message) => role === 'system' || role === 'developer'
  const system = messages.filter(isSystem).flatMap(({ content }) => content.map(partOf))
  const turns = messages.filter((message) => !isSystem(message)).map(messageOf)
  const completion = isWhole ? seen.completion?.() : undefined
  const textOf = (value: unknown) => redact(JSON.stringify(value))
  return {
    input: textOf(turns),
    ...(system.length === 0 ? {} : { system: textOf(system) }),
    ...(tools === undefined ? {} : { tools: textOf(tools) }),
    ...(completion === undefined ? {} : { output: textOf(answersOf(completion)) }),
  }
}

function asItIs(text: string): string {
  return text
}

/** The prompt, for every attempt, and the answer, for the one that gave it. */
export function contentAttributes(content: ContentRecord, isAnswer: boolean): Attributes {
  return {
    [attribute.inputMessages]: content.input,
    [attribute.system]: content.system,
    [attribute.tools]: content.tools,
    [attribute.outputMessages]: isAnswer ? content.output : undefined,
  }
}

function answersOf({ candidates }: Completion): readonly object[] {
  return candidates.map(({ message, finish }) => ({
    ...messageOf(message),
    finish_reason: finish.reason,
  }))
}

function messageOf({ role, content }: Message): object {
  return { role, parts: content.map(partOf) }
}

function partOf(part: Part): object {
  switch (part.type) {
    case 'text':
    case 'refusal':
      return { type: 'text', content: part.text }
    case 'reasoning':
      return { type: 'reasoning', content: part.text }
    case 'tool-call':
      return { type: 'tool_call', id: part.callId, name: part.name, arguments: part.arguments }
    case 'tool-result':
      return { type: 'tool_call_response', id: part.callId, response: part.content.map(partOf) }
    case 'media':
      return { type: 'blob', modality: part.kind }
    case 'server-tool':
      return { type: 'server_tool_call', name: part.tool, id: part.callId }
    case 'reference':
    case 'opaque':
      return { type: part.type }
  }
}
