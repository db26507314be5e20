import { createCollector } from './collect.ts'
import type { ContinuityToken, Part } from './content.ts'
import type { Reply } from './context.ts'
import type { CustodyOptions, CustodyScope } from './custody-scope.ts'
import type { EventStage } from './event-stream.ts'
import type { Completion } from './response.ts'
import type { Target } from './target.ts'
import { isSealed, sealToken } from './token-envelope.ts'
import { tokensOf, turnKey } from './turn-tokens.ts'

/** How long a turn's tokens are kept for clients that drop them. */
const keptMs = 24 * 3_600_000

/** The reply as a client of `scope.wire` may see it; what passes as bytes stays as it is. */
export function sealReply(
  reply: Reply,
  scope: CustodyScope,
  target: Target | undefined,
  options: CustodyOptions,
): Reply {
  if (reply.type === 'result') return reply
  if (reply.type === 'completion') {
    if (reply.raw?.wire === scope.wire) return reply
    const sealer = new Sealer(scope, target, options)
    sealer.keep(reply.completion)
    return { type: 'completion', completion: sealer.completion(reply.completion) }
  }
  if (reply.events.relay?.wire === scope.wire) return reply
  const sealer = new Sealer(scope, target, options)
  return { type: 'stream', events: reply.events.through(sealer.stage()) }
}

class Sealer {
  readonly #scope: CustodyScope
  readonly #target: Target | undefined
  readonly #options: CustodyOptions

  constructor(scope: CustodyScope, target: Target | undefined, options: CustodyOptions) {
    this.#scope = scope
    this.#target = target
    this.#options = options
  }

  keep(completion: Completion): void {
    const { store } = this.#options
    for (const { message } of completion.candidates) {
      const turn = tokensOf(message, (token) => this.#stamp(token))
      if (turn === undefined) continue
      const bytes = new TextEncoder().encode(JSON.stringify(turn.tokens))
      const key = turnKey(this.#scope.partition, turn.callIds)
      // A lost side entry costs a client that drops its tokens one turn of reasoning, no more.
      store.set(key, bytes, keptMs).catch(() => undefined)
    }
  }

  completion(completion: Completion): Completion {
    const candidates = completion.candidates.map((candidate) => {
      const content = candidate.message.content.map((part): Part => {
        const marked = part.type === 'reasoning' && part.continuity === undefined
        return this.#sealed(marked ? { ...part, continuity: this.#empty() } : part)
      })
      return { ...candidate, message: { ...candidate.message, content } }
    })
    return { ...completion, candidates }
  }

  stage(): EventStage {
    const collector = createCollector()
    const unsigned = new Set<string>()
    return {
      event: (event, emit) => {
        if (event.type !== 'error') collector.push(event)
        if (event.type === 'part-start') {
          const { part } = event
          if (part.type === 'reasoning' && part.continuity === undefined)
            unsigned.add(placeOf(event))
          emit({ ...event, part: this.#sealed(part) })
        } else if (event.type === 'part-patch') {
          if (event.fields.continuity !== undefined) unsigned.delete(placeOf(event))
          emit({ ...event, fields: this.#sealed(event.fields) })
        } else {
          if (event.type === 'part-end' && unsigned.delete(placeOf(event)))
            emit({
              ...event,
              type: 'part-patch',
              fields: this.#sealed({ continuity: this.#empty() }),
            })
          emit(event)
        }
      },
      end: () => {
        this.keep(collector.completion())
      },
    }
  }

  /** Marks reasoning that nobody signed, so that it is recognised and never shown to a verifier. */
  #empty(): ContinuityToken {
    const { provider = '', model = '' } = this.#target ?? {}
    return { data: '', kind: 'signature', issuer: { wire: '', provider, model } }
  }

  #sealed<P extends { readonly continuity?: ContinuityToken | undefined }>(part: P): P {
    const token = part.continuity
    if (token === undefined || token.issuer.wire === this.#scope.wire || isSealed(token.data))
      return part
    const data = sealToken(this.#stamp(token), this.#options.key)
    return { ...part, continuity: { ...token, data } }
  }

  #stamp(token: ContinuityToken): ContinuityToken {
    if (token.issuer.provider !== '' || this.#target === undefined) return token
    const { provider, account } = this.#target
    return { ...token, issuer: { ...token.issuer, provider, account } }
  }
}

function placeOf(event: { readonly candidate: number; readonly index: number }): string {
  return `${String(event.candidate)}.${String(event.index)}`
}
