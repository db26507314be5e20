import type {
  EventStage,
  JsonObject,
  Part,
  StreamEvent,
  TextPart,
  ToolCallPart,
} from '@signalbox/core'

import type { Counted } from '../safety-event.ts'
import type { RuleFinding } from '../scan/rule-finding.ts'
import type { AnswerScope } from './answer-scope.ts'
import { channelFor, filterFor, type Channel } from './channel.ts'
import { cleanTree } from './clean-tree.ts'
import type { Blocked, TextFilter } from './text-filter.ts'
import { hasText, withoutBeside } from './text-seed.ts'
import { withoutPieces } from './without-pieces.ts'

type Of<Type extends StreamEvent['type']> = Extract<StreamEvent, { type: Type }>
type Emit = (event: StreamEvent) => void
type PatchOfText = Partial<Omit<TextPart, 'type'> & Omit<ToolCallPart, 'type'>>

/** Filters the events of one answer: rules, then restoring. */
export class AnswerFilter implements EventStage {
  blocked: Blocked | undefined
  /** What a provider said that did not answer the prompt at all. */
  promptBlock: JsonObject | undefined
  /** Tokens that became values again, and those that stay because of where they stand. */
  readonly restored = { done: 0, kept: 0 }
  readonly findings: RuleFinding[] = []
  /** What services could not tell. */
  readonly failures: Counted[] = []
  /** What is found out once the answer is over, by whoever only looks. */
  readonly afterwards: (() => Promise<unknown>)[] = []
  readonly #scope: AnswerScope
  readonly #channels = new Map<string, Channel>()
  /** Candidates that began and did not end, and whether a text of theirs was edited. */
  readonly #candidates = new Map<number, { edited: boolean; logprobs: Of<'logprobs'>[] }>()
  /** What began beside a text and tells about all of it. */
  readonly #beside = new Map<string, Partial<Part>>()
  #edited = false
  /** A value without a channel held something that must not pass. */
  #inTree: Blocked | undefined

  constructor(scope: AnswerScope) {
    this.#scope = scope
  }

  /** Whether the answer left as it came. */
  get isUnchanged(): boolean {
    return !this.#edited && this.blocked === undefined
  }

  readonly event = (event: StreamEvent, emit: Emit): void => {
    if (this.blocked !== undefined) {
      if (event.type === 'usage') emit(event)
      return
    }
    this.#take(event, (out) => {
      if (this.#inTree === undefined) emit(out)
      else this.#block(this.#inTree, emit)
    })
  }

  /** A result that is no chat, such as a transcript, and why nothing of it may pass. */
  result<Value extends object>(value: Value): Value {
    const channels: Channel[] = []
    const clean = cleanTree(value, (path) => {
      const channel = channelFor({ type: 'text' }, path, this.#scope)
      channels.push(channel)
      return channel
    })
    this.findings.push(...foundOnce(channels.map(({ rules }) => rules)))
    this.blocked = channels.find(({ rules }) => rules.blocked !== undefined)?.rules.blocked
    return channels.some(({ isEdited }) => isEdited) ? withoutPieces(clean) : clean
  }

  #take(event: StreamEvent, emit: Emit): void {
    switch (event.type) {
      case 'start':
        return emit(this.#cleanExtensions(event))
      case 'part-start':
        return this.#start(event, emit)
      case 'part-delta':
        return this.#delta(event, emit)
      case 'part-patch':
        return this.#patch(event, emit)
      case 'part-end':
        this.#flush(event.candidate, event.index, emit)
        return this.#pass(event, emit)
      case 'logprobs':
        this.#candidate(event.candidate).logprobs.push(event)
        return
      case 'finish':
        return this.#finish(event, emit)
      case 'opaque':
        return this.#opaque(event, emit)
      case 'error':
        this.#flushAll(emit)
        return emit(event)
      case 'blocked':
        this.promptBlock = event.blocked
        return emit(event)
      case 'usage':
        emit(event)
    }
  }

  readonly end = (emit: Emit): void => {
    if (this.blocked === undefined) this.#flushAll(emit)
    for (const { rules, restore } of this.#channels.values()) {
      this.findings.push(...rules.findings)
      this.restored.done += restore?.restored ?? 0
      this.restored.kept += restore?.kept ?? 0
    }
    this.#channels.clear()
  }

  #start(event: Of<'part-start'>, emit: Emit): void {
    const { part, candidate, index } = event
    this.#candidate(candidate)
    if (!hasText(part)) return this.#pass({ ...event, part: this.#clean(part) }, emit)
    const path = `/candidates/${String(candidate)}/content/${String(index)}`
    const channel = channelFor(part, path, this.#scope)
    if (channel.rules.blocked !== undefined) {
      this.findings.push(...channel.rules.findings)
      return this.#block(channel.rules.blocked, emit)
    }
    this.#channels.set(keyOf(event), channel)
    const { seed, beside } = withoutBeside(part)
    if (beside !== undefined) this.#beside.set(keyOf(event), beside)
    const clean = this.#clean(seed)
    this.#pass(clean === part ? event : { ...event, part: clean }, emit)
  }

  #delta(event: Of<'part-delta'>, emit: Emit): void {
    const channel = this.#channels.get(keyOf(event))
    if (channel === undefined || channel.ended) return
    const text = channel.push(event.text)
    if (channel.rules.blocked !== undefined) return this.#block(channel.rules.blocked, emit)
    if (text !== event.text) this.#edited ||= channel.isEdited
    if (text !== '') emit(text === event.text ? event : { ...event, text })
  }

  #patch(event: Of<'part-patch'>, emit: Emit): void {
    const channel = this.#channels.get(keyOf(event))
    if (channel === undefined)
      return this.#pass({ ...event, fields: this.#clean(event.fields) }, emit)
    let fields = event.fields
    if ('text' in fields && fields.text !== undefined)
      fields = { ...fields, text: channel.push(fields.text) } as Partial<Part>
    if ('arguments' in fields && fields.arguments !== undefined)
      fields = { ...fields, arguments: channel.push(fields.arguments) } as Partial<Part>
    if (channel.rules.blocked !== undefined) return this.#block(channel.rules.blocked, emit)
    const extensions = withoutPieces(fields.extensions)
    const isSigned = fields.continuity?.kind === 'signature'
    if (isSigned || extensions !== fields.extensions) {
      this.#flush(event.candidate, event.index, emit)
      if (channel.isEdited)
        fields = { ...fields, extensions, ...(isSigned ? { continuity: undefined } : {}) }
    }
    const { text, arguments: args, citations, ...rest } = fields as PatchOfText
    const moved = citations
      ?.map((citation) => channel.moved(citation))
      .filter((citation) => citation !== undefined)
    const said = {
      ...(text === undefined ? {} : { text }),
      ...(args === undefined ? {} : { arguments: args }),
    }
    const beside = this.#clean(moved === undefined ? rest : { ...rest, citations: moved })
    this.#pass({ ...event, fields: { ...said, ...beside } as Partial<Part> }, emit)
  }

  #finish(event: Of<'finish'>, emit: Emit): void {
    for (const key of this.#channels.keys())
      if (key.startsWith(`${String(event.candidate)}.`))
        this.#flush(event.candidate, Number(key.split('.')[1]), emit)
    if (this.blocked !== undefined) return
    const { edited, logprobs } = this.#candidate(event.candidate)
    if (!edited) for (const held of logprobs) emit(held)
    this.#candidates.delete(event.candidate)
    emit({ ...this.#cleanExtensions(event), finish: this.#clean(event.finish) })
  }

  /** Frames newer than the model repeat text: they are read whole, or do not pass. */
  #opaque(event: Of<'opaque'>, emit: Emit): void {
    let value: unknown
    try {
      value = JSON.parse(event.data)
    } catch {
      this.#edited = true
      return
    }
    if (typeof value !== 'object' || value === null) return
    const clean = this.#clean(value)
    this.#pass(clean === value ? event : { ...event, data: JSON.stringify(clean) }, emit)
  }

  #flushAll(emit: Emit): void {
    for (const key of this.#channels.keys()) {
      const [candidate, index] = key.split('.').map(Number)
      this.#flush(candidate ?? 0, index ?? 0, emit)
    }
  }

  #flush(candidate: number, index: number, emit: Emit): void {
    const channel = this.#channels.get(keyOf({ candidate, index }))
    if (channel === undefined || channel.ended || this.blocked !== undefined) return
    const text = channel.end()
    if (channel.rules.blocked !== undefined) return this.#block(channel.rules.blocked, emit)
    this.#edited ||= channel.isEdited
    if (channel.isEdited) this.#candidate(candidate).edited = true
    if (text !== '') emit({ type: 'part-delta', candidate, index, text })
    const key = keyOf({ candidate, index })
    const fields = this.#beside.get(key)
    this.#beside.delete(key)
    if (fields !== undefined) this.#patch({ type: 'part-patch', candidate, index, fields }, emit)
  }

  /** Drops what is pending and ends every candidate as a provider's own filter would. */
  #block(blocked: Blocked, emit: Emit): void {
    if (this.blocked !== undefined) return
    this.blocked = blocked
    for (const [key, { ended }] of this.#channels) {
      const [candidate = 0, index = 0] = key.split('.').map(Number)
      if (!ended) emit({ type: 'part-end', candidate, index })
    }
    for (const candidate of this.#candidates.keys())
      emit({ type: 'finish', candidate, finish: { reason: 'content-filter' } })
    this.#scope.onBlock?.(blocked)
  }

  #pass(event: StreamEvent, emit: Emit): void {
    if (this.blocked === undefined) emit(event)
  }

  #cleanExtensions<Event extends Of<'start'> | Of<'finish'>>(event: Event): Event {
    return event.extensions === undefined
      ? event
      : { ...event, extensions: this.#clean(event.extensions) }
  }

  #clean<Value extends object>(value: Value): Value {
    if (this.#scope.policy.output.length === 0) return value
    const filters: TextFilter[] = []
    const clean = cleanTree(value, (path) => {
      const filter = filterFor({ path, kind: 'meta' }, this.#scope)
      filters.push(filter)
      return filter
    })
    this.findings.push(...filters.flatMap(({ findings }) => findings))
    this.#inTree ??= filters.find(({ blocked }) => blocked !== undefined)?.blocked
    if (clean !== value) this.#edited = true
    return clean
  }

  #candidate(candidate: number): { edited: boolean; logprobs: Of<'logprobs'>[] } {
    const known = this.#candidates.get(candidate)
    if (known !== undefined) return known
    const fresh = { edited: false, logprobs: [] }
    this.#candidates.set(candidate, fresh)
    return fresh
  }
}

/** A text and its parts say the same: each rule counts the text that it finds most in. */
function foundOnce(texts: readonly TextFilter[]): readonly RuleFinding[] {
  const most = new Map<string, readonly RuleFinding[]>()
  for (const { findings } of texts)
    for (const [key, found] of Map.groupBy(
      findings,
      ({ rule, finding }) => `${rule.id} ${finding.type}`,
    ))
      if (found.length > (most.get(key)?.length ?? 0)) most.set(key, found)
  return [...most.values()].flat()
}

function keyOf({ candidate, index }: { candidate: number; index: number }): string {
  return `${String(candidate)}.${String(index)}`
}
