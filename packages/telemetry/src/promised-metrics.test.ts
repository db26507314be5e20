import { expect, test } from 'vitest'

import { harness } from '../test-support/harness.ts'
import { metricTable, type MetricKey } from './metric-table.ts'
import { isWritten } from './semconv.ts'

/** What an operator is promised: name, kind, unit and labels, told here a second time on purpose. */
const promised: readonly string[] = [
  'http.server.request.duration histogram s: http.request.method http.route http.response.status_code',
  'signalbox.request.overhead histogram s: route surface stream',
  'signalbox.attempts counter {attempt}: outcome reason provider model error.type',
  'signalbox.fallbacks counter {attempt}: from to reason',
  'signalbox.circuit.state gauge 1: provider model region',
  'signalbox.circuit.transitions counter {transition}: provider model from to cause',
  'signalbox.ratelimit.decisions counter {request}: scope result',
  'signalbox.upstream.ratelimit.remaining gauge 1: provider model kind',
  'signalbox.queue.depth gauge {request}: lane provider',
  'signalbox.queue.wait histogram s: lane provider',
  'signalbox.cost counter USD: provider model kind',
  'signalbox.cost.saved counter USD: by',
  'signalbox.cache.requests counter {request}: kind result',
  'signalbox.guardrail.checks counter {check}: name stage action',
  'signalbox.guardrail.duration histogram s: name stage action',
  'signalbox.routing.decisions counter {request}: route strategy variant',
  'signalbox.budget.utilization gauge 1: tenant',
  'signalbox.budget.crossings counter {crossing}: threshold',
  'signalbox.streams.active up-down {stream}: provider',
  'signalbox.stream.aborts counter {stream}: by',
  'signalbox.price.missing counter {call}: provider model',
  'signalbox.price.age gauge s: source',
  'signalbox.config.reloads counter {reload}: result',
  'signalbox.tokens.ratio_drift gauge 1: provider model kind',
  'signalbox.connect histogram s: provider reused',
  'signalbox.telemetry.dropped counter {item}: kind reason',
  'signalbox.process.lag gauge s:',
  'signalbox.process.heap gauge By:',
  'signalbox.process.ring.depth gauge {event}:',
  'signalbox.bounded.entries gauge {entry}: name',
]

const call = [
  'gen_ai.operation.name',
  'gen_ai.provider.name',
  'gen_ai.request.model',
  'gen_ai.response.model',
  'server.address',
  'server.port',
].join(' ')
const usage = 'gen_ai.client.inference.usage'
const conventions = {
  '1.41': [
    `gen_ai.client.operation.duration histogram s: ${call} error.type`,
    `gen_ai.client.token.usage histogram {token}: ${call} gen_ai.token.type`,
    `gen_ai.client.operation.time_to_first_chunk histogram s: ${call}`,
    `gen_ai.client.operation.time_per_output_chunk histogram s: ${call}`,
  ],
  latest: [
    `gen_ai.client.inference.duration histogram s: ${call} error.type`,
    `${usage}.input_tokens counter {token}: ${call} gen_ai.token.modality`,
    `${usage}.output_tokens counter {token}: ${call} gen_ai.token.modality`,
    `${usage}.cache_read.input_tokens counter {token}: ${call} gen_ai.token.modality`,
    `${usage}.cache_write.input_tokens counter {token}: ${call} gen_ai.token.modality`,
    `${usage}.reasoning.output_tokens counter {token}: ${call} gen_ai.token.modality`,
    `gen_ai.client.inference.operation.input_tokens histogram {token}: ${call}`,
    `gen_ai.client.inference.operation.output_tokens histogram {token}: ${call}`,
    `gen_ai.client.inference.time_to_first_chunk histogram s: ${call}`,
    `gen_ai.client.inference.time_per_output_chunk histogram s: ${call}`,
  ],
}
const forServers = [
  `gen_ai.server.request.duration histogram s: ${call} error.type`,
  `gen_ai.server.time_to_first_token histogram s: ${call}`,
  `gen_ai.server.time_per_output_token histogram s: ${call}`,
]

test.each([
  ['1.41', conventions['1.41']],
  ['latest', conventions.latest],
  ['both', [...conventions['1.41'], ...conventions.latest]],
] as const)(
  'the gateway writes in the mode %s what is promised, and nothing else',
  (mode, genai) => {
    const written = Object.values(metricTable)
      .filter(({ edition }) => isWritten(edition, mode))
      .map(({ name, kind, unit, labels }) => `${name} ${kind} ${unit}: ${labels.join(' ')}`.trim())
    expect(written.toSorted()).toEqual([...promised, ...genai, ...forServers].toSorted())
  },
)

test('tenants have a label only where that is wanted, and only so many of their own', async () => {
  const ask = async (tenantLabel: boolean) => {
    const own = harness({ metrics: { tenantLabel, tenantCap: 2 } })
    for (const tenant of ['a', 'b', 'c'])
      await own.ask({
        before(context) {
          context.caller = { tenant }
        },
      })
    for (const tenant of ['a', 'd'])
      own.telemetry.record('budgetUtilization' satisfies MetricKey, 0.5, [tenant])
    return own.metrics.render()
  }
  expect(await ask(false)).not.toMatch(/tenant="|budget_utilization/)
  const text = await ask(true)
  const attempts = (tenant: string) =>
    text.includes(
      `signalbox_attempts_total{outcome="ok",reason="first",provider="acme",model="m1",tenant="${tenant}"} 1\n`,
    )
  expect(['a', 'b', '_other', 'c'].map(attempts)).toEqual([true, true, true, false])
  expect(text).toContain('signalbox_budget_utilization{tenant="a"} 0.5\n')
  expect(text).toContain('signalbox_budget_utilization{tenant="_other"} 0.5\n')
})

test('streams are counted by provider while they are passed on, and connections by whether they were open', async () => {
  const { ask, metrics } = harness()
  const active: string[] = []
  const seen = () => /signalbox_streams_active\{.*/.exec(metrics.render())?.[0] ?? ''
  await ask({
    request: { stream: true },
    steps: [{ connectMs: 0 }, { connectMs: 3 }],
    through: [
      async (context, next) => {
        await next()
        active.push(seen())
        context.defer(() => {
          active.push(seen())
        })
      },
    ],
  })
  expect(active).toEqual(['', 'signalbox_streams_active{provider="acme"} 1'])
  expect(seen()).toBe('signalbox_streams_active{provider="acme"} 0')
  expect(metrics.render()).toContain('signalbox_connect_count{provider="acme",reused="true"} 1\n')
  expect(metrics.render()).toContain(
    'signalbox_connect_sum{provider="acme",reused="false"} 0.003\n',
  )
})

test('a wait is told by the class of traffic that waited', async () => {
  const { ask, metrics } = harness()
  await ask({
    before({ facts }) {
      facts.queuedMs = 12
      facts.lane = 'background'
    },
  })
  expect(metrics.render()).toContain(
    'signalbox_queue_wait_count{lane="background",provider="acme"} 1\n',
  )
})
