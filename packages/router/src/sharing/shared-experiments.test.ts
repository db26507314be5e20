import { describe, expect, test } from 'vitest'

import { ask, catalogOf, target } from '../../test-support/fixtures.ts'
import { fleet } from '../../test-support/fleet.ts'
import { seededRandom } from '../../test-support/seeded-random.ts'
import { ExperimentRun } from '../experiments/experiment-run.ts'
import type { ExperimentEvent } from '../experiments/experiment-status.ts'
import { compilePolicies } from '../policy/compile-policies.ts'
import type { CompiledExperiment } from '../policy/compiled-policy.ts'
import type { PolicyExperiment } from '../policy/policy.ts'
import type { Router } from '../router.ts'
import { experimentNews, hearNews } from './experiment-news.ts'
import { ExperimentTally } from './experiment-tally.ts'

const targets = [target('a/old'), target('b/new')]
const options = {
  catalog: catalogOf(
    { 'a/old': { input: 1, output: 1 }, 'b/new': { input: 1, output: 1 } },
    targets,
  ),
  models: { m: { targets: ['a/old'] } },
}

/** Three replicas with one experiment, and what a balancer sends them. */
function three(experiment: Partial<PolicyExperiment> = {}) {
  const experiments = [
    {
      id: 'canary',
      unit: 'request',
      arms: { new: { p: 0.1, targets: { m: ['b/new'] } } },
      ...experiment,
    },
  ]
  const made = fleet({ choice: { mode: 'argmin', explore: 0 }, experiments }, options)
  const routers = [...made.replicas, made.start()]
  const conclusions = () => made.events.filter(({ type }) => type === 'router.experiment')
  return { ...made, routers, conclusions }
}

interface Rates {
  readonly old: number
  readonly new: number
}

function serve(router: Router, id: string, errors: Rates, random: () => number, meta = {}): void {
  const chosen = router.decide(ask({ id, model: 'm', meta })).targets[0]?.id ?? ''
  const fails = random() < (chosen === 'b/new' ? errors.new : errors.old)
  if (fails) router.report(id, { type: 'fail', target: chosen, ms: 9, verdict: 'transient' })
  router.report(id, { type: 'end', target: chosen, ms: 10 })
}

const arm = (router: Router) => router.experiments()[0]?.arms[0]

/** Requests of the whole fleet until an arm is rolled back. */
async function untilRollback(seed: number, errors: Rates, most: number): Promise<number> {
  const { routers, exchange, conclusions } = three({ salt: String(seed) })
  const random = seededRandom(seed)
  for (let i = 1; i <= most; i++) {
    const router = routers[i % routers.length]
    if (router !== undefined) serve(router, `r${String(i)}`, errors, random)
    if (i % 30 === 0) await exchange()
    if (conclusions().length > 0) return i
  }
  return Infinity
}

/** Whether any of three runs that tell each other calls equal arms different, looked at all the time. */
function isFooled(seed: number): boolean {
  const random = seededRandom(seed)
  const harms: string[] = []
  const emit = ({ arm: name }: ExperimentEvent) => void harms.push(name)
  const sides = Array.from({ length: 3 }, () => {
    const tally = new ExperimentTally()
    return { tally, run: new ExperimentRun(compiled(seed), 0, { emit, witness: tally }) }
  })
  for (let i = 1; i <= 500 && harms.length === 0; i++) {
    const side = sides[Math.floor(random() * 3)]
    const id = `r${String(i)}`
    side?.run.assigned(id, side.run.place(id, 0).arm, 0)
    if (random() < 0.2) side?.run.bad(id, 'error', 0)
    side?.run.ended(id)
    if (i % 50 !== 0) continue
    const told = sides.map(({ tally }) => [...tally.empty('k')])
    for (const [at, { run }] of sides.entries())
      for (const news of told.flatMap((each, from) => (from === at ? [] : each)))
        hearNews(run, experimentNews.parse(news), 0)
  }
  return harms.length > 0
}

function compiled(seed: number): CompiledExperiment {
  const arms = { new: { p: 0.1, set: {} } }
  const experiments = [{ id: 'aa', unit: 'request', salt: String(seed), arms } as const]
  const [experiment] = compilePolicies({ p: { experiments } }, '').get('p')?.experiments ?? []
  if (experiment === undefined) throw new Error('no experiment')
  return experiment
}

describe('an experiment of three replicas', () => {
  test('whose errors go from 1 to 5 % is rolled back within 1,500 requests of all of them', async () => {
    const runs: number[] = []
    for (let seed = 1; seed <= 3; seed++)
      runs.push(await untilRollback(seed, { old: 0.01, new: 0.05 }, 6000))
    expect(runs.toSorted((a, b) => a - b)[1]).toBeLessThanOrEqual(1500)
  })

  test('with equal arms is called harmful in at most 5 % of 100 runs, by any of them', () => {
    let wrong = 0
    for (let seed = 1; seed <= 100; seed++) if (isFooled(seed)) wrong++
    expect(wrong).toBeLessThanOrEqual(5)
  })

  test('that one of them finds harmful is rolled back on all', async () => {
    const { routers, exchange, conclusions } = three()
    const [one] = routers
    for (let i = 0; i < 900 && conclusions().length === 0; i++)
      if (one !== undefined) serve(one, `r${String(i)}`, { old: 0, new: 1 }, () => 0.5)
    await exchange()
    expect(conclusions()).toMatchObject([{ event: { type: 'rolled-back', arm: 'new' } }])
    for (const router of routers) {
      expect(arm(router)).toMatchObject({ state: 'rolled-back', share: 0 })
      const chosen = Array.from(
        { length: 100 },
        (_, i) => router.decide(ask({ id: `s${String(i)}`, model: 'm' })).targets[0]?.id,
      )
      expect(new Set(chosen)).toEqual(new Set(['a/old']))
    }
  })

  test('counts a unit once, whichever replicas it came to, with all that it showed', async () => {
    const { routers, exchange, clock } = three({
      unit: 'user',
      arms: { new: { p: 0.5, targets: { m: ['b/new'] } } },
      metrics: ['error', 'score'],
    })
    for (let round = 0; round < 3; round++)
      for (const [r, router] of routers.entries()) {
        for (let user = 0; user < 120; user++) {
          const id = `${String(round)} ${String(r)} ${String(user)}`
          const always = { old: 1, new: 1 }
          serve(router, id, always, () => 0, { user: `u${String(user)}` })
          router.feedback(id, { metric: 'score', value: 0.5 })
        }
        await exchange()
      }
    const errors = routers.map((router) => arm(router)?.guardrails['error']?.events)
    expect(errors).toEqual([120, 120, 120])
    clock.time += 1_800_001
    for (const router of routers)
      router.decide(ask({ id: 'sweep', model: 'm', meta: { user: 'x' } }))
    const units = routers.map((router) => arm(router)?.differences['cost']?.units)
    expect(units).toEqual([undefined, undefined, undefined])
    expect(new Set(routers.map((router) => JSON.stringify(arm(router)?.guardrails))).size).toBe(1)
  })

  test('hears of a grade that another replica was told', async () => {
    const { routers, exchange } = three({
      arms: { new: { p: 0.5, targets: { m: ['b/new'] } } },
      metrics: ['schema_invalid'],
    })
    const [one, two] = routers
    for (let i = 0; i < 20; i++) {
      const id = `r${String(i)}`
      if (one !== undefined) serve(one, id, { old: 0, new: 0 }, () => 0.5)
      expect(two?.feedback(id, { metric: 'schema_invalid', value: true })).toBe(false)
    }
    await exchange()
    await exchange()
    const seen = routers.map((router) => arm(router)?.guardrails['schema_invalid']?.events)
    expect(seen).toEqual([20, 20, 20])
  })

  test('means are those of all units, the same everywhere', async () => {
    const { routers, exchange } = three({
      arms: { new: { p: 0.5, targets: { m: ['b/new'] } } },
      metrics: ['error', 'latency'],
    })
    const random = seededRandom(5)
    for (let i = 0; i < 600; i++) {
      const router = routers[i % 3]
      const id = `r${String(i)}`
      const chosen = router?.decide(ask({ id, model: 'm' })).targets[0]?.id ?? ''
      const ms = (chosen === 'b/new' ? 800 : 400) + random() * 50
      router?.report(id, { type: 'first-token', target: chosen, ms })
      router?.report(id, { type: 'end', target: chosen, ms: 900 })
      if (i % 30 === 29) await exchange()
    }
    const found = routers.map((router) => arm(router)?.differences['latency'])
    expect(found.map((each) => each?.units)).toEqual([600, 600, 600])
    for (const each of found) expect(each?.lower).toBeGreaterThan(0.3)
  })

  test('is not begun anew by a replica that starts later, rolled back or running', async () => {
    const { routers, exchange, start, clock } = three({
      arms: { new: { p: 0.4, rampSeconds: 600, targets: { m: ['b/new'] } } },
    })
    clock.time += 300_000
    const [one] = routers
    const some = { old: 0.02, new: 0.02 }
    const random = seededRandom(3)
    if (one !== undefined) for (let i = 0; i < 500; i++) serve(one, `r${String(i)}`, some, random)
    await exchange()
    const later = start()
    await exchange()
    expect(arm(later)?.share).toBeCloseTo(0.2, 2)
    expect(arm(later)?.units).toBe(one && arm(one)?.units)
    const error = one && arm(one)?.guardrails['error']
    expect(arm(later)?.guardrails['error']).toEqual({ ...error, logEvidence: expect.any(Number) })
    for (let i = 0; i < 900; i++) serve(later, `b${String(i)}`, { old: 0, new: 1 }, () => 0.5)
    await exchange()
    const last = start()
    await exchange()
    expect(arm(last)).toMatchObject({ state: 'rolled-back', share: 0 })
  })
})
