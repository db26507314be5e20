import type { Bus, Clock, LedgerStore, Logger } from '@signalbox/core'

import type { Journal } from './journal.ts'
import type { Answer, ProtocolPort } from './protocol/protocol-port.ts'

const recallTopic = 'ledger.recall'

/** What the protocol runs on in a real process. */
export interface LivePortOptions {
  readonly store: LedgerStore
  readonly journal: Journal
  readonly clock: Clock
  readonly bus: Bus | undefined
  readonly logger: Pick<Logger, 'warn' | 'error'> | undefined
  /** After so long a call to the store counts as unanswered. */
  readonly callTimeoutMs: number
  /** Ends every timer. */
  readonly signal: AbortSignal
}

/** Promises of store and journal as answers; what fails or takes too long is an unknown answer. */
export function livePort(options: LivePortOptions): ProtocolPort {
  const { store, journal, clock, bus, logger, callTimeoutMs, signal } = options

  function timer(ms: number, run: () => void): void {
    clock
      .sleep(ms, signal)
      .then(run, () => undefined)
      .catch(report('a timer of the ledger failed'))
  }

  function report(message: string): (error: unknown) => void {
    return (error) => logger?.error(message, { error })
  }

  function call<Value>(name: string, made: Promise<Value>, answer: Answer<Value>): void {
    const over = new AbortController()
    let isAnswered = false
    const finish = (value: Value | undefined) => {
      if (isAnswered) return
      isAnswered = true
      over.abort()
      answer(value)
    }
    const failed = (error: unknown) => {
      // A closed ledger needs no answer any more.
      if (!signal.aborted)
        logger?.warn('the store of the ledger did not answer', { call: name, error })
      finish(undefined)
    }
    clock.sleep(callTimeoutMs, over.signal).then(
      () => failed(undefined),
      () => undefined,
    )
    made.then(finish, failed).catch(report('the ledger failed on an answer'))
  }

  function write(made: Promise<unknown>, answer?: Answer<true>): void {
    const failed = (error: unknown) => {
      logger?.error('the journal of the ledger failed', { error })
      answer?.(undefined)
    }
    made.then(() => answer?.(true), failed).catch(report('the ledger failed on its journal'))
  }

  const done = async (made: Promise<unknown>): Promise<true> => {
    await made
    return true
  }

  return {
    now: () => clock.now(),
    wall: () => clock.wall(),
    timer,
    freshId: () => crypto.randomUUID(),
    beat: (replica, answer) => {
      const beat = async () => ((await store.beat(replica)) ? await store.replicas() : false)
      call('beat', beat(), answer)
    },
    define: (budget, answer) => call('define', done(store.define([budget])), answer),
    view: (budgets, answer) => call('budgets', store.budgets(budgets), answer),
    grant: (ask, answer) => call('grant', store.grant(ask), answer),
    flush: (rows, answer) => call('flush', done(store.flush(rows)), answer),
    close: (lease, answer) => call('close', done(store.close(lease)), answer),
    sweep: (ttlMs) => call('sweep', store.sweep(ttlMs), () => undefined),
    recall: (budget) => {
      bus
        ?.publish(recallTopic, { budget })
        .catch((error: unknown) => logger?.warn('a recall was not sent', { error }))
    },
    journal: {
      lease: (id, answer) => write(journal.lease(id), answer),
      forget: (leases) => write(journal.forget(leases)),
      reserve: (row, answer) => write(journal.reserve(row), answer),
      settle: (row) => write(journal.settle(row)),
      ack: (rows) => write(journal.ack(rows)),
    },
  }
}

/** Hears what other replicas ask for. */
export function onRecall(bus: Bus, recalled: (budget: string) => void): () => void {
  return bus.subscribe(recallTopic, ({ budget }) => {
    if (typeof budget === 'string') recalled(budget)
  })
}
