import {
  type ChatCodec,
  type ChatRequest,
  type Dialect,
  type Framer,
  type StreamDecoder,
  type StreamEncoder,
  type StreamEvent,
} from '@signalbox/core'
import {
  AnswerFilter,
  governReply,
  Pseudonyms,
  severity,
  type ActionName,
  type AnswerScope,
  type Reported,
} from '@signalbox/safety'

import { adapterOf } from '../../adapters.ts'
import { dialects } from '../../dialects.ts'
import type { Opening } from './frame.ts'
import { shownFindings } from './line-output.ts'
import { UsageError, type LinePolicies } from './policy-options.ts'

const request: ChatRequest = {
  operation: 'chat',
  model: '',
  messages: [],
  stream: true,
  streamUsage: true,
}
const adapters = ['openai', 'anthropic', 'google'] as const

/** One provider's answer, byte by byte, as its client would get it. */
export class WireStream {
  readonly id: string | number
  readonly #filter: AnswerFilter
  readonly #scope: AnswerScope
  readonly #codec: ChatCodec
  readonly #dialect: Dialect
  readonly #framer: Framer
  readonly #decoder: StreamDecoder
  readonly #encoder: StreamEncoder | undefined
  /** Kept while it is not known whether this is a stream. */
  readonly #whole: Uint8Array[] = []
  #kind: 'unknown' | 'stream' | 'whole' = 'unknown'
  #sequence = 0
  #in = 0
  #out = 0

  constructor(id: string | number, opening: Opening, policies: LinePolicies, wire: string) {
    this.id = id
    const name = wire.replaceAll('.', '-')
    const dialect = dialects.find((entry) => entry.name === name)
    const codec = codecOf(name)
    if (dialect === undefined || codec === undefined)
      throw new UsageError(`--wire must be a chat wire; "${wire}" is none`)
    const pseudonyms = new Pseudonyms('cli0')
    for (const [token, value] of Object.entries(opening.map ?? {}))
      pseudonyms.adopt({ token, value, restore: {} })
    const policy = policies.policyOf(opening.context)
    const { readKey } = policies
    this.#scope = { policy, context: opening.context, pseudonyms, readKey }
    this.#filter = new AnswerFilter(this.#scope)
    this.#codec = codec
    this.#dialect = dialect
    this.#framer = codec.framing()
    this.#decoder = codec.decodeStream(request)
    this.#encoder = dialect.encodeStream?.(request)
  }

  get isBlocked(): boolean {
    return this.#filter.blocked !== undefined
  }

  /** Takes bytes; the answer has what may be shown so far. */
  async take(
    given: { readonly chunk?: string | undefined; readonly bytes?: Uint8Array | undefined },
    end: boolean,
  ): Promise<object> {
    const { chunk = '', bytes = new TextEncoder().encode(chunk) } = given
    this.#in += bytes.length
    if (this.#kind === 'unknown') this.#kind = kindOf([...this.#whole, bytes])
    let text = ''
    if (this.#kind === 'stream') text = this.#read([...this.#whole.splice(0), bytes])
    else this.#whole.push(bytes)
    if (end) text += this.#kind === 'stream' ? this.#close() : await this.#answer()
    const isLast = end || this.isBlocked
    if (isLast && !end) text += this.#encoder?.end() ?? ''
    const out = Buffer.from(text, 'utf8')
    this.#out += out.length
    const line = { id: this.id, seq: this.#sequence, bytes: out.toString('base64'), pending: 0 }
    this.#sequence += 1
    return isLast ? { ...line, ...this.#closing() } : line
  }

  ignored(): object {
    const line = { id: this.id, seq: this.#sequence, ignored: true }
    this.#sequence += 1
    return line
  }

  #read(chunks: readonly Uint8Array[]): string {
    let text = ''
    for (const chunk of chunks)
      for (const frame of this.#framer.push(chunk)) text += this.#encode(this.#decoder.push(frame))
    return text
  }

  #encode(events: Iterable<StreamEvent>): string {
    let text = ''
    for (const event of events)
      this.#filter.event(event, (out) => {
        text += this.#encoder?.push(out) ?? ''
      })
    return text
  }

  #close(): string {
    let text = ''
    for (const frame of this.#framer.end()) text += this.#encode(this.#decoder.push(frame))
    text += this.#encode(this.#decoder.end())
    this.#filter.end((out) => {
      text += this.#encoder?.push(out) ?? ''
    })
    return text + (this.#encoder?.end() ?? '')
  }

  async #answer(): Promise<string> {
    const body = Buffer.concat(this.#whole)
    const whole = { ...request, stream: false }
    const completion = this.#codec.decodeResponse({ status: 200, headers: [], body }, whole)
    const reply = await governReply({ type: 'completion', completion }, this.#scope, this.#filter)
    if (reply.type === 'stream') return ''
    const { body: out } = this.#dialect.encodeReply(reply, whole)
    return typeof out === 'string' ? out : new TextDecoder().decode(out)
  }

  #closing(): object {
    const { blocked, findings } = this.#filter
    const reported = findings.map(({ finding, rule }): Reported => ({
      ...finding,
      action: rule.rule.action.type,
      by: rule.id,
    }))
    let action: ActionName = blocked === undefined ? 'none' : 'block'
    for (const each of reported) if (severity(each.action) > severity(action)) action = each.action
    return {
      end: true,
      action,
      findings: shownFindings(reported),
      scores: {},
      blocked: blocked === undefined ? null : { rule: blocked.rule, code: blocked.code },
      stats: { in: this.#in, out: this.#out, pendingMax: 0, pendingMean: 0 },
    }
  }
}

function codecOf(wire: string): ChatCodec | undefined {
  return adapters
    .map((adapter) =>
      adapterOf({
        name: adapter,
        adapter,
        keys: [],
        api: 'auto',
        tags: [],
        timeouts: {},
        models: [],
        demo: false,
      }),
    )
    .flatMap(({ chat = [] }) => chat)
    .find((codec) => codec.wire === wire)
}

function kindOf(chunks: readonly Uint8Array[]): 'unknown' | 'stream' | 'whole' {
  const first = new TextDecoder().decode(Buffer.concat(chunks)).trimStart().charAt(0)
  if (first === '') return 'unknown'
  return first === '{' ? 'whole' : 'stream'
}
