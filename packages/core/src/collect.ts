import type { Part, PartSeed } from './content.ts'
import type { GatewayError } from './errors.ts'
import type { JsonObject, JsonValue } from './json.ts'
import type { Candidate, Completion, StreamEvent, Usage } from './response.ts'

/** Folds a stream into the answer it tells; throws the stream's own error when it holds one. */
export function collect(events: Iterable<StreamEvent>): Completion {
  const collector = createCollector()
  for (const event of events) collector.push(event)
  return collector.completion()
}

/** `collect`, event by event: `push` never throws, `completion` throws the stream's error. */
export interface Collector {
  push(event: StreamEvent): void
  completion(): Completion
}

interface OpenPart {
  part: PartSeed
  text: string
}

interface OpenCandidate {
  readonly parts: Map<number, OpenPart>
  logprobs: JsonObject | undefined
  finish: Extract<StreamEvent, { type: 'finish' }> | undefined
}

/** Starts a fold; a candidate without a finish ends with reason `other`. */
export function createCollector(): Collector {
  const candidates = new Map<number, OpenCandidate>()
  let start: Extract<StreamEvent, { type: 'start' }> | undefined
  let usage: Usage | undefined
  let blocked: JsonObject | undefined
  let error: GatewayError | undefined

  function candidateAt(index: number): OpenCandidate {
    const known = candidates.get(index)
    if (known !== undefined) return known
    const fresh = { parts: new Map(), logprobs: undefined, finish: undefined }
    candidates.set(index, fresh)
    return fresh
  }

  return {
    push(event) {
      switch (event.type) {
        case 'start':
          start = event
          return
        case 'part-start':
          candidateAt(event.candidate).parts.set(event.index, opened(event.part))
          return
        case 'part-delta': {
          const open = candidateAt(event.candidate).parts.get(event.index)
          if (open !== undefined) open.text += event.text
          return
        }
        case 'part-patch': {
          const open = candidateAt(event.candidate).parts.get(event.index)
          if (open !== undefined) patch(open, event.fields)
          return
        }
        case 'logprobs': {
          const candidate = candidateAt(event.candidate)
          candidate.logprobs = appended(candidate.logprobs, event.logprobs)
          return
        }
        case 'finish':
          candidateAt(event.candidate).finish = event
          return
        case 'blocked':
          blocked = event.blocked
          return
        case 'usage':
          usage = event.usage
          return
        case 'error':
          error ??= event.error
          return
        case 'part-end':
        case 'opaque':
      }
    },
    completion() {
      if (error !== undefined) throw error
      return {
        id: start?.id ?? '',
        model: start?.model ?? '',
        ...(start?.createdAt === undefined ? {} : { createdAt: start.createdAt }),
        ...(usage === undefined ? {} : { usage }),
        ...(blocked === undefined ? {} : { blocked }),
        ...(start?.extensions === undefined ? {} : { extensions: start.extensions }),
        candidates: inOrder(candidates).map(closedCandidate),
      }
    },
  }
}

function opened(seed: PartSeed): OpenPart {
  return { part: seed, text: '' }
}

function patch(open: OpenPart, fields: Partial<Part>): void {
  const citations = [...(open.part.citations ?? []), ...(fields.citations ?? [])]
  const merged = { ...open.part, ...fields, ...(citations.length === 0 ? {} : { citations }) }
  if ('text' in fields || 'arguments' in fields) open.text = textOf(fields)
  open.part = merged as PartSeed
}

function textOf(fields: Partial<Part>): string {
  if ('arguments' in fields) return fields.arguments ?? ''
  return 'text' in fields ? (fields.text ?? '') : ''
}

function closedCandidate(candidate: OpenCandidate): Candidate {
  const { parts, logprobs, finish } = candidate
  return {
    message: { role: 'assistant', content: inOrder(parts).map(closedPart) },
    finish: finish?.finish ?? { reason: 'other' },
    ...(logprobs === undefined ? {} : { logprobs }),
    ...(finish?.extensions === undefined ? {} : { extensions: finish.extensions }),
  }
}

function closedPart({ part, text }: OpenPart): Part {
  switch (part.type) {
    case 'text':
    case 'reasoning':
    case 'refusal':
      return { ...part, text }
    case 'tool-call':
      return { ...part, arguments: text }
    case 'media':
    case 'tool-result':
    case 'server-tool':
    case 'reference':
    case 'opaque':
      return part
  }
}

function appended(before: JsonObject | undefined, more: JsonObject): JsonObject {
  if (before === undefined) return more
  const lists: [string, JsonValue | undefined][] = Object.entries(more).map(([key, value]) => {
    const earlier = Object.hasOwn(before, key) ? before[key] : undefined
    if (!isList(earlier)) return [key, value ?? earlier]
    return [key, isList(value) ? [...earlier, ...value] : earlier]
  })
  return { ...before, ...Object.fromEntries(lists) }
}

function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value)
}

function inOrder<Value>(byIndex: ReadonlyMap<number, Value>): readonly Value[] {
  return [...byIndex].toSorted(([a], [b]) => a - b).map(([, value]) => value)
}
