import { createRouter, type Router } from '@signalbox/router'
import { expect, test } from 'vitest'

import { refusal } from '../surface/refusal.ts'
import { driftRoutes } from './drift-routes.ts'

const usage = (uncached: number) => ({
  input: {
    uncached,
    toolUse: 0,
    cacheRead: 0,
    cacheWrite5m: 0,
    cacheWrite1h: 0,
    cacheWriteOther: 0,
  },
  output: { text: 50, reasoning: 0 },
})

function answer(router: Router, id: string, tokens: number): void {
  router.decide({ id, kind: 'chat', model: 'auto', inputTokens: 1000, meta: { language: 'en' } })
  router.report(id, { type: 'end', target: 'lab/m', ms: 1, usage: usage(tokens) })
}

test('a drift is shown until somebody makes it the baseline', async () => {
  const router = createRouter({
    targets: [{ id: 'lab/m', provider: 'lab', model: 'm' }],
    policy: { prices: { unknown: 'allow' } },
  })
  const app = driftRoutes(() => router).onError((thrown, c) => refusal(c, thrown))
  const shown = async () =>
    (await (await app.request('/admin/v1/drift')).json()) as { data: object[] }
  for (let i = 0; i < 500; i++) answer(router, `r${String(i)}`, 1000 + (i % 20))
  expect((await shown()).data).toEqual([])
  for (let i = 0; i < 100; i++) answer(router, `s${String(i)}`, 1100)
  expect((await shown()).data).toMatchObject([
    { kind: 'tokenizer', provider: 'lab', model: 'm', stratum: 'en' },
  ])
  const post = (body: string) =>
    app.request('/admin/v1/drift/acknowledge', { method: 'POST', body })
  expect((await post('{"provider":"lab"}')).status).toBe(400)
  expect((await post('{"provider":"lab","model":"m"}')).status).toBe(200)
  expect((await shown()).data).toEqual([])
})
