import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'

import { compose, type Middleware, type Stage } from './compose.ts'
import { createContext, type ContextInit } from './create-context.ts'
import { GatewayError } from './errors.ts'
import type { ChatRequest, Completion } from './index.ts'
import type { Outcome } from './outcome.ts'
import { attempt, pipeline } from './pipeline.ts'
import { eventStream } from './stream-of.ts'

const request: ChatRequest = { operation: 'chat', model: 'm', messages: [], stream: false }
const completion: Completion = { id: '1', model: 'm', candidates: [] }
const make = (init: Partial<ContextInit> = {}) => createContext({ request, ...init })
const answer: Middleware = async (context) => {
  context.response = { type: 'completion', completion }
}
const settled = () => new Promise((resolve) => setImmediate(resolve))

function trace(log: string[], name: string): Middleware {
  return async (_context, next) => {
    log.push(`+${name}`)
    await next()
    log.push(`-${name}`)
  }
}

function stage(log: string[], name: string): Stage {
  return { name, enter: () => void log.push(`+${name}`), leave: () => void log.push(`-${name}`) }
}

describe('compose', () => {
  test('runs in Koa’s order, and stages like functions', async () => {
    for (const form of [trace, stage]) {
      const log: string[] = []
      await compose(
        form(log, 'a'),
        trace(log, 'b'),
        form(log, 'c'),
      )(make(), async () => {
        log.push('end')
      })
      expect(log).toEqual(['+a', '+b', '+c', 'end', '-c', '-b', '-a'])
    }
  })

  test('is associative', async () => {
    const left: string[] = []
    const right: string[] = []
    const end = () => Promise.resolve()
    await compose(trace(left, 'a'), compose(stage(left, 'b'), trace(left, 'c')))(make(), end)
    await compose(compose(trace(right, 'a'), stage(right, 'b')), trace(right, 'c'))(make(), end)
    expect(left).toEqual(right)
  })

  test('makes no difference between forms and groupings, also where one throws', async () => {
    interface Layer {
      readonly form: 'stage' | 'slow-stage' | 'function'
      readonly fails: 'entering' | 'never'
    }
    const build = (log: string[], name: string, { form, fails }: Layer): Middleware | Stage => {
      const enter = () => {
        log.push(`+${name}`)
        if (fails === 'entering') throw new Error(name)
      }
      const leave = () => void log.push(`-${name}`)
      if (form === 'stage') return { name, enter, leave }
      if (form === 'slow-stage') return { name, enter: () => Promise.resolve().then(enter), leave }
      return async (_context, next) => {
        enter()
        try {
          await next()
        } finally {
          leave()
        }
      }
    }
    const run = async (stackOf: (log: string[]) => Middleware) => {
      const log: string[] = []
      await stackOf(log)(make(), async () => void log.push('end')).catch((error: unknown) =>
        log.push(String(error)),
      )
      return log
    }
    const layer = fc.record<Layer>({
      form: fc.constantFrom('stage', 'slow-stage', 'function'),
      fails: fc.constantFrom('never', 'never', 'never', 'entering'),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(layer, { maxLength: 6 }), fc.nat(6), async (layers, cut) => {
        const stack = (log: string[]) => layers.map((one, i) => build(log, String(i), one))
        const plain = layers.map((one): Layer => ({ ...one, form: 'function' }))
        const expected = await run((log) =>
          compose(...plain.map((one, i) => build(log, String(i), one))),
        )
        expect(await run((log) => compose(...stack(log)))).toEqual(expected)
        const grouped = (log: string[]) => {
          const all = stack(log)
          return compose(compose(...all.slice(0, cut)), compose(...all.slice(cut)))
        }
        expect(await run(grouped)).toEqual(expected)
      }),
      { numRuns: 300 },
    )
  })

  test('leaves entered stages in reverse order after a failure', async () => {
    const log: string[] = []
    const broken: Stage = {
      name: 'broken',
      enter: () => {
        throw new Error('no')
      },
    }
    const run = compose(stage(log, 'a'), broken, stage(log, 'b'))(make(), () => Promise.resolve())
    await expect(run).rejects.toThrow('no')
    expect(log).toEqual(['+a', '-a'])
  })

  test('refuses a wrong entry when it is built', () => {
    expect(() => compose(undefined as unknown as Middleware)).toThrow('neither')
  })

  test('refuses a second next() without a fork, and a middleware that does not wait', async () => {
    const twice: Middleware = async (_context, next) => {
      await next()
      await next()
    }
    await expect(compose(twice)(make(), () => Promise.resolve())).rejects.toThrow('twice')
    const hasty: Middleware = async (_context, next) => {
      void next()
    }
    await expect(compose(hasty)(make(), () => settled().then(() => undefined))).rejects.toThrow(
      'await next()',
    )
  })

  test('a rest that nobody awaits may fail without ending the process', async () => {
    const hasty: Middleware = async (_context, next) => {
      void next()
    }
    const late = () => settled().then(() => Promise.reject(new Error('too late')))
    const unhandled = vi.fn<(reason: unknown) => void>()
    process.on('unhandledRejection', unhandled)
    await expect(compose(hasty)(make(), late)).rejects.toThrow('await next()')
    await settled()
    await settled()
    process.off('unhandledRejection', unhandled)
    expect(unhandled).not.toHaveBeenCalled()
  })
})

describe('deferred tasks', () => {
  test('run once, newest first, after the reply, each with its own attempt’s outcome', async () => {
    const log: string[] = []
    const failover: Middleware = async (context, next) => {
      for (const name of ['a', 'b']) {
        try {
          const fork = await attempt(
            context,
            { target: { id: name, provider: name, model: 'm' } },
            next,
          )
          context.adopt(fork)
          return
        } catch {
          context.warn({ code: 'repaired', path: name, detail: 'failed' })
        }
      }
    }
    const perAttempt: Middleware = async (context, next) => {
      context.defer(({ status }) => void log.push(`${context.target?.id ?? ''}:${status}`))
      await next()
    }
    const first: Middleware = async (context, next) => {
      if (context.target?.id === 'a') throw new GatewayError('overloaded', 'busy')
      await next()
    }
    const context = make()
    context.defer(() => void log.push('outer'))
    await pipeline(failover, perAttempt, first, answer)(context)
    await settled()
    expect(log).toEqual(['a:failed', 'b:ok', 'outer'])
    expect(context.target?.id).toBe('b')
  })

  test('learn usage and the folded completion of a stream, only where asked for', async () => {
    const outcomes: Outcome[] = []
    const streaming: Middleware = async (context) => {
      context.response = {
        type: 'stream',
        events: eventStream([
          { type: 'start', id: '1', model: 'm' },
          { type: 'part-start', candidate: 0, index: 0, part: { type: 'text' } },
          { type: 'part-delta', candidate: 0, index: 0, text: 'hi' },
          { type: 'part-end', candidate: 0, index: 0 },
          { type: 'finish', candidate: 0, finish: { reason: 'stop' } },
        ]),
      }
    }
    const context = make()
    context.defer((outcome) => void outcomes.push(outcome))
    context.defer((outcome) => void outcomes.push(outcome), { completion: true })
    const reply = await pipeline(streaming)(context)
    expect(outcomes).toEqual([])
    if (reply.type !== 'stream') throw new Error('no stream')
    for await (const event of reply.events) expect(event).toBeDefined()
    await settled()
    expect(outcomes[0]?.completion?.candidates[0]?.message.content).toEqual([
      { type: 'text', text: 'hi' },
    ])
    expect(outcomes[1]).toMatchObject({ status: 'ok', finish: { reason: 'stop' } })
    expect(outcomes[1]).not.toHaveProperty('completion')
  })

  test('that throw are logged and change nothing', async () => {
    const error = vi.fn<(message: string) => void>()
    const silent = () => undefined
    const context = make({ logger: { debug: silent, info: silent, warn: silent, error } })
    context.defer(() => {
      throw new Error('broken task')
    })
    expect(await pipeline(answer)(context)).toMatchObject({ type: 'completion' })
    await settled()
    expect(error).toHaveBeenCalledOnce()
  })
})

test('request === original proves that nobody touched it', async () => {
  const context = make()
  await pipeline(stage([], 'looks'), answer)(context)
  expect(context.request).toBe(context.original)
})

test('a pipeline without an answer says what is missing', async () => {
  await expect(pipeline(trace([], 'a'))(make())).rejects.toThrow('upstream()')
})
