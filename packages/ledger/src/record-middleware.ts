import {
  completionTokens,
  GatewayError,
  type Context,
  type Ending,
  type Middleware,
  type Next,
  type Usage,
} from '@signalbox/core'

import { endAttempt, type AttemptEnd, type EndedAttempt } from './attempt-end.ts'
import { budgetNameOf } from './budget-spec.ts'
import { billedTier, callOf, noteSettled, type CallPlace } from './note-settled.ts'
import { openAttempt, type OpenAttempt } from './open-attempt.ts'
import { noteAttempt, warnRequest, type RecordParts } from './record-parts.ts'
import { ceilingStage, StreamMeter } from './stream-meter.ts'
import { countedUsage, promptTokens } from './token-count.ts'

/** More is reserved once so much of a reservation is used up. */
const topUpAt = 0.8

/** Reserves and settles around each attempt: every one of them is a row. */
export function recordMiddleware(parts: RecordParts): Middleware {
  return async function record(context, next) {
    const target = context.target ?? context.candidates[0]
    if (target === undefined || context.request.operation === 'count-tokens') return next()
    const open = await openAttempt(parts, context, target)
    noteAttempt(context)
    await new RecordedAttempt(parts, context, open).run(next)
  }
}

class RecordedAttempt {
  readonly #parts: RecordParts
  readonly #context: Context
  readonly #open: OpenAttempt
  readonly #meter = new StreamMeter()
  /** Output tokens that are paid for. */
  #granted: number
  /** Output tokens that the provider may give. */
  readonly #most: number
  readonly #place: CallPlace
  #growing: 'no' | 'asking' | 'denied' = 'no'
  #isStopped = false

  constructor(parts: RecordParts, context: Context, open: OpenAttempt) {
    this.#parts = parts
    this.#context = context
    this.#open = open
    const { plan, hold } = open
    this.#place = { target: hold.row.target, before: context.facts.calls?.length ?? 0 }
    const { request } = context
    const isBounded = request.operation === 'chat' && request.maxOutputTokens !== undefined
    this.#granted = plan.affordable(hold)
    this.#most = isBounded ? plan.outputTokens : Infinity
    if (plan.isUnbounded) this.#bound()
  }

  async run(next: Next): Promise<void> {
    const { plan } = this.#open
    const hasCeiling = plan.isStrict && !plan.isUnbounded && this.#granted < plan.outputTokens
    try {
      if (hasCeiling) await this.#runCut(next)
      else {
        await next()
        this.#meterStream()
      }
    } catch (thrown) {
      const error = GatewayError.from(thrown)
      this.#settle({ status: error.kind === 'cancelled' ? 'cancelled' : 'failed', error })
      throw thrown
    }
    this.#settleWhole()
    if (this.#parts.durability !== 'async') await this.#open.kept
  }

  /** The provider itself keeps to what is paid for. */
  #bound(): void {
    const { request } = this.#context
    if (request.operation !== 'chat') return
    const { candidates = 1 } = request
    const maxOutputTokens = Math.max(1, Math.floor(this.#granted / candidates))
    this.#context.request = { ...request, maxOutputTokens }
    if (this.#granted < this.#open.plan.outputTokens)
      this.#warn(`At most ${String(maxOutputTokens)} tokens were asked for`)
  }

  #meterStream(): void {
    const { response } = this.#context
    if (response?.type !== 'stream') return
    this.#offerPrice()
    if (this.#open.plan.needs.length === 0 && response.events.relay !== undefined) {
      // Nothing to keep to: the provider's bytes pass as they are.
      this.#settleLater(response.events.ended, 'unseen')
      return
    }
    const grows = !this.#open.plan.isUnbounded
    const events = response.events.tap((event) => {
      this.#meter.look(event)
      if (grows && event.type === 'part-delta') this.#grow()
    })
    this.#context.response = { type: 'stream', events }
    this.#settleLater(events.ended)
  }

  /** Whoever passes the bytes may tell the cost beside the usage, before the stream has ended. */
  #offerPrice(): void {
    const call = callOf(this.#context, this.#place)
    if (call === undefined) return
    const model = call.responseModel
    call.priceOf = (usage) => this.#settlementOf({ status: 'ok', usage, model }).cost
  }

  /** On a signal of its own, so that upstream can be ended while the client stays. */
  async #runCut(next: Next): Promise<void> {
    const context = this.#context
    const stop = new AbortController()
    const fork = context.fork({ signal: AbortSignal.any([context.signal, stop.signal]) })
    await next(fork)
    context.adopt(fork)
    const { response } = context
    if (response?.type !== 'stream') return
    const events = response.events.through(
      ceilingStage({
        meter: this.#meter,
        ceiling: () => this.#granted,
        near: () => this.#grow(),
        usage: () => this.#meter.counted(this.#open.plan.inputTokens),
        stopped: () => {
          this.#isStopped = true
          this.#warn('The answer was stopped')
          // Never while a chunk of this very stream is being read.
          queueMicrotask(() => stop.abort(stopError()))
        },
      }),
    )
    context.response = { type: 'stream', events }
    this.#settleLater(events.ended)
  }

  #grow(): void {
    const { protocol } = this.#parts
    const { plan, hold } = this.#open
    const used = this.#meter.output + this.#meter.largest
    if (this.#growing !== 'no' || used < topUpAt * this.#granted) return
    const more = Math.min(Math.max(this.#granted, 64), this.#most - this.#granted)
    if (more <= 0) return
    this.#growing = 'asking'
    protocol.topUp(hold, plan.more(more), (ok) => {
      this.#growing = ok ? 'no' : 'denied'
      if (ok) this.#granted += more
    })
  }

  #warn(what: string): void {
    const strict = this.#open.plan.needs.find(({ budget }) => budget.mode === 'strict')
    const name = strict === undefined ? '' : ` "${budgetNameOf(strict.budget.id)}"`
    const detail = `${what}: the budget${name} allows no more.`
    warnRequest(this.#context, { code: 'clamped', path: 'max_tokens', detail })
  }

  #settleLater(ended: Promise<Ending>, events: 'seen' | 'unseen' = 'seen'): void {
    const settle = ({ status, error, usage }: Ending) => {
      const meter = this.#meter
      const call = callOf(this.#context, this.#place)
      if (events === 'unseen') meter.saw(call?.chunks ?? 0, usage)
      const { inputTokens } = this.#open.plan
      const counted = meter.output > 0 || usage !== undefined
      this.#settle({
        status,
        error,
        usage: status === 'ok' ? usage : undefined,
        counted: counted ? meter.counted(inputTokens) : undefined,
        model: meter.model ?? call?.responseModel,
        isStopped: this.#isStopped,
      })
    }
    void ended.then(settle)
  }

  #settleWhole(): void {
    const { response } = this.#context
    if (response === undefined || response.type === 'stream') return
    const { inputTokens } = this.#open.plan
    if (response.type === 'result') {
      const { usage, model } = response.result
      const serviceTier = billedTier(response.result)
      const counted = usage === undefined ? countedUsage(inputTokens, 0) : undefined
      this.#settle({ status: 'ok', usage, counted, model, serviceTier })
      return
    }
    const { completion } = response
    const { usage, model } = completion
    const counted =
      usage === undefined ? countedUsage(inputTokens, completionTokens(completion)) : undefined
    const serviceTier = billedTier(completion)
    this.#settle({ status: 'ok', usage, counted, model, serviceTier })
  }

  #settlementOf(end: AttemptEnd): EndedAttempt {
    const { plan, hold } = this.#open
    const { ts: at } = hold.row
    const silent = countedUsage(plan.inputTokens, 0)
    return endAttempt(end, plan, {
      catalog: this.#parts.catalog,
      at,
      silent,
      granted: this.#granted,
    })
  }

  #settle(end: AttemptEnd): void {
    const { protocol, unpriced } = this.#parts
    const { plan, hold } = this.#open
    const settlement = this.#settlementOf(end)
    const { kind, cost, usage } = settlement
    const call = noteSettled(this.#context, settlement, this.#place)
    protocol.settle(hold, { ...settlement, row: { ...settlement.row, credential: call?.keyId } })
    if (cost.nanoUsd === null && usage !== undefined) unpriced(hold)
    if (kind === 'ok' && end.usage !== undefined && plan.needs.length > 0) this.#learn(end.usage)
  }

  #learn(usage: Usage): void {
    if (usage.estimated === true) return
    const { provider, model } = this.#open.hold.row
    this.#parts.habits.learn(`${provider}/${model}`, {
      estimatedInput: this.#open.plan.inputTokens,
      reportedInput: promptTokens(usage),
      output: usage.output.text + usage.output.reasoning,
    })
  }
}

function stopError(): GatewayError {
  return new GatewayError('cancelled', 'The budget of this answer is used up.', {
    origin: 'gateway',
    ran: 'yes',
  })
}
