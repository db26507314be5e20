import type { IncomingMessage, ServerResponse } from 'node:http'

import type { Call, ErrorReply, Incoming, Operation, Stamp, Wire } from './call.ts'
import type { Clock } from './clock.ts'
import { deliver } from './deliver.ts'
import { drawFailure } from './faults.ts'
import { maskKey, readIncoming, shownPath, withoutCredentials } from './incoming.ts'
import { NOTHING_BILLED, type Journal, type OpenEntry } from './journal.ts'
import { parseModel, type Knobs } from './knobs.ts'
import { createMinuteCounts } from './limits.ts'
import { createRandom } from './random.ts'
import { Refusal } from './refusal.ts'
import { createSeal } from './seal.ts'
import { createShelf } from './shelf.ts'

export interface ServeOptions {
  readonly wires: { readonly [prefix: string]: Wire }
  readonly seed: string
  readonly strict: boolean
  readonly clock: Clock
  readonly journal: Journal
  /** Set by control: a model's own knobs, or `*` for all. */
  readonly controlled: ReadonlyMap<string, Knobs>
  /** Answers what belongs to no provider: the start page, journal and control. */
  readonly own: (incoming: Incoming, response: ServerResponse) => void
}

const MAX_DRAWS = 10_000
const KEPT_BODY_BYTES = 1024 * 1024
const UNREADABLE = 'We could not parse the JSON body of your request.'
const IDLE: Operation = {
  wire: '',
  model: '',
  stream: false,
  run: () => ({ kind: 'whole', body: {} }),
}

/** Makes the request listener: provider, knobs, faults, answer, journal. */
export function createServe(
  options: ServeOptions,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const { wires, seed, clock, journal, controlled } = options
  const seal = createSeal(seed)
  const shelf = createShelf()
  const counts = createMinuteCounts()
  const draws = new Map<string, () => number>()
  let served = 0

  function draw(model: string): number {
    let random = draws.get(model)
    if (random === undefined) {
      if (draws.size >= MAX_DRAWS) draws.clear()
      random = createRandom(`${seed}/fail/${model}`)
      draws.set(model, random)
    }
    return random()
  }

  function knobsOf(model: string): { readonly base: string; readonly knobs: Knobs } {
    const { base, knobs } = parseModel(model)
    return { base, knobs: { ...controlled.get('*'), ...controlled.get(base), ...knobs } }
  }

  function openEntry(incoming: Incoming, shown: string, operation: Operation): OpenEntry {
    const bytes = incoming.raw.length
    const kept = bytes <= KEPT_BODY_BYTES
    return journal.add(
      {
        at: new Date(clock.wall()).toISOString(),
        method: incoming.method,
        path: shown,
        wire: operation.wire,
        model: operation.model,
        stream: operation.stream,
        key: maskKey(incoming.key),
        headers: withoutCredentials(incoming.headers),
        body: kept ? incoming.body : { omitted_bytes: bytes },
        status: 0,
        sentChunks: 0,
        aborted: false,
        billed: NOTHING_BILLED,
      },
      kept ? bytes : 0,
    )
  }

  function callOf(incoming: Incoming, operation: Operation, nonce: string, wire: Wire): Call {
    const { knobs } = knobsOf(operation.model)
    const wished = incoming.headers['x-simulator-strict'] === '1' || options.strict
    const strict = knobs.strict === undefined ? wished : knobs.strict > 0
    const call: Call = {
      ...incoming,
      model: operation.model,
      knobs,
      strict,
      seed,
      nonce,
      clock,
      seal,
      shelf,
      perform: (path, body) => perform(wire, { ...incoming, method: 'POST', path, body }),
    }
    return call
  }

  function perform(wire: Wire, incoming: Incoming): { status: number; body: unknown } {
    const stamp = stampOf(`${seed}/${++served}`, incoming.path, 10_000, 9_999)
    try {
      const operation = wire.route(incoming)
      if (operation === undefined) throw new Refusal(404, '', { reason: 'path' })
      const { base, knobs } = knobsOf(operation.model)
      drawFailure(knobs, base, draw)
      const done = operation.run(callOf(incoming, operation, stamp.nonce, wire))
      return done.kind === 'whole'
        ? { status: done.status ?? 200, body: done.body }
        : { status: 400, body: {} }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const reply = wire.error(error, stamp)
      return { status: statusOf(error, reply), body: reply.body }
    }
  }

  function stampOf(nonce: string, path: string, limit: number, remaining: number): Stamp {
    return { nonce, wallMs: clock.wall(), limit, remaining: Math.max(0, remaining), path }
  }

  async function answer(
    incoming: Incoming,
    wire: Wire,
    response: ServerResponse,
    shown: string,
  ): Promise<void> {
    const nonce = `${seed}/${++served}`
    const operation = wire.route(incoming)
    const entry = openEntry(incoming, shown, operation ?? IDLE)
    const leaving = new AbortController()
    const gone = new Promise<void>((resolve) => {
      leaving.signal.addEventListener('abort', () => resolve(), { once: true })
    })
    let wasReset = false
    const reset = (): void => {
      wasReset = true
      response.destroy()
    }
    response.once('close', () => {
      if (!response.writableEnded && !wasReset) entry.aborted = true
      leaving.abort('the connection closed')
    })
    const { base, knobs } = knobsOf(operation?.model ?? '')
    const delivery = { response, knobs, clock, entry, reset, gone, signal: leaving.signal }
    await clock.sleep(knobs.slow ?? 0, leaving.signal)
    if (knobs.hang === 'headers') await gone
    if (leaving.signal.aborted) return
    const window = counts.count(`${incoming.key}/${base}`, clock.now())
    const limit = knobs.rpm ?? 10_000
    const stamp = stampOf(nonce, incoming.path, limit, limit - window.count)
    try {
      if (operation === undefined) throw new Refusal(404, '', { reason: 'path' })
      const call = callOf(incoming, operation, nonce, wire)
      checkKey(call, operation)
      if (incoming.malformed) throw new Refusal(400, UNREADABLE)
      if (base.startsWith('missing')) throw new Refusal(404, '', { reason: 'model', code: base })
      if (window.count > limit) {
        const retryAfterSeconds = Math.ceil(window.endsInMs / 1_000)
        throw new Refusal(429, '', { retryAfterSeconds })
      }
      drawFailure(knobs, base, draw)
      await deliver(operation.run(call), { ...delivery, headers: wire.headers(stamp) })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const reply = wire.error(error, stamp)
      const status = statusOf(error, reply)
      await deliver(
        { kind: 'whole', status, body: reply.body },
        { ...delivery, headers: reply.headers },
      )
    }
  }

  return async (request, response) => {
    const incoming = await readIncoming(request)
    if (incoming === undefined) {
      response.writeHead(413, { connection: 'close' }).end()
      return
    }
    const [, prefix = '', path = '/'] = /^\/([a-z]+)(\/.*)?$/u.exec(incoming.path) ?? []
    const wire = Object.hasOwn(wires, prefix) ? wires[prefix] : undefined
    if (wire === undefined) options.own(incoming, response)
    else await answer({ ...incoming, path }, wire, response, shownPath(incoming))
  }
}

function statusOf(refusal: Refusal, reply: ErrorReply): number {
  return refusal.details.keepStatus === true ? refusal.status : (reply.status ?? refusal.status)
}

function checkKey(call: Call, operation: Operation): void {
  if (operation.wire.startsWith('ollama')) return
  if (call.key.includes('invalid') || (call.strict && call.key === '')) {
    throw new Refusal(401, '', { reason: 'key', code: maskKey(call.key) })
  }
}
