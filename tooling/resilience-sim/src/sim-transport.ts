import { header, type Transport } from '@signalbox/core'

import type { Ledger } from './ledger.ts'
import type { Fault } from './scenario.ts'
import { seededRandom } from './seeded-random.ts'
import { SimCall } from './sim-call.ts'
import type { SimTargetModel } from './sim-target-model.ts'
import type { VirtualTime } from './virtual-time.ts'

/** The way to simulated providers, without a socket. */
export class SimTransport implements Transport {
  readonly #time: VirtualTime
  readonly #ledger: Ledger
  readonly #models: ReadonlyMap<string, SimTargetModel>
  readonly #calls = new Map<SimCall, string>()

  constructor(time: VirtualTime, ledger: Ledger, models: ReadonlyMap<string, SimTargetModel>) {
    this.#time = time
    this.#ledger = ledger
    this.#models = models
  }

  /** Sets or clears a target's fault. */
  set(id: string, fault: Fault | undefined): void {
    this.#models.get(id)?.set(fault, this.#time.now)
    if (fault?.type !== 'killed') return
    for (const [call, target] of this.#calls) if (target === id) call.kill()
  }

  readonly dispatch: Transport['dispatch'] = (request, handler, clocks) => {
    const id = request.origin.slice('http://'.length)
    const model = this.#models.get(id)
    if (model === undefined) throw new TypeError(`The scenario has no target "${id}".`)
    const entry = this.#ledger.entry(header(request.headers, 'x-request') ?? '')
    // Every call has luck of its own, so that another policy meets the same providers.
    const luck = seededRandom(
      entry.luck + [...this.#models.keys()].indexOf(id) + 97 * entry.dispatches,
    )
    const plan = model.plan(entry.tokens, this.#time.now, luck)
    const limited = plan.type === 'error' && plan.status === 429
    const first = this.#ledger.dispatched(entry, id, { at: this.#time.now, limited })
    model.inflight++
    const call = new SimCall({
      time: this.#time,
      plan,
      stream: header(request.headers, 'x-stream') === '1',
      tokens: entry.tokens,
      handler,
      clocks,
      onOver: (ok) => {
        this.#calls.delete(call)
        model.inflight--
        if (first) entry.firstOk = ok
      },
    })
    this.#calls.set(call, id)
    return call
  }
}
