import { describe, expect, test } from 'vitest'

import { acmeKey, adminSecret, openBooks } from '../ledger/open-books.fixture.ts'
import { utilization } from './budget-gauge.ts'

describe('how full the budgets of a tenant are', () => {
  const section = { usd: 10, per: 'day' } as const
  const owned = (name: string, tenant?: string) =>
    tenant === undefined
      ? { group: 'g', section, spec: { ...section, scope: 'group:g', name } }
      : { tenant, section, spec: { ...section, scope: `tenant:${tenant}`, name } }
  const now = Date.parse('2026-11-24T12:00:00Z')

  test('is what its fullest one is, and 0 where nobody has used any', () => {
    const shares = utilization([owned('x', 'a'), owned('y', 'a'), owned('z', 'b')], [], now)
    expect([...shares]).toEqual([
      ['a', 0],
      ['b', 0],
    ])
  })

  test('leaves groups out, which are no tenants', () => {
    expect(utilization([owned('x')], [], now).size).toBe(0)
  })
})

test('a gateway with tenants tells by tenant what was called and used, and whose limits refused', async () => {
  const budgets = [{ usd: 1, per: 'day', name: 'today' }]
  await using books = await openBooks({
    sections: {
      tenants: {
        acme: { keys: [{ id: 'app', value: acmeKey, limits: { rpm: 3 } }], budgets },
      },
      telemetry: { metrics: { tenantLabel: true } },
    },
  })
  await books.simulator.control({ 'by-output': { usage: '7,60000', tokens: 60 } })
  const body = { model: 'main/by-output', messages: [{ role: 'user', content: 'Hi' }] }
  for (let i = 0; i < 5; i++)
    await (await books.ask('/v1/chat/completions', { ...body, max_tokens: 100 })).text()
  const metrics = async () => {
    const headers = { authorization: `Bearer ${adminSecret}` }
    return (await fetch(`${books.url}/metrics`, { headers })).text()
  }
  // What budgets hold is asked for while metrics are read, and told the time after.
  await expect
    .poll(metrics, { timeout: 10_000 })
    .toContain('signalbox_budget_utilization{tenant="acme"} 0.18\n')
  const text = await metrics()
  expect(text).toMatch(/signalbox_attempts_total\{outcome="ok",.*,tenant="acme"\} 3\n/)
  expect(text).toMatch(/signalbox_cost_total\{.*kind="output",tenant="acme"\} 0\.18\d*\n/)
  expect(text).toContain('signalbox_ratelimit_decisions_total{scope="key",result="refused"} 2\n')
  expect(text).toMatch(/signalbox_connect_count\{provider="main",reused="false"\} [123]\n/)
}, 60_000)
