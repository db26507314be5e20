import { createContext, pipeline, Secret, type ChatRequest, type LeaseStore } from '@signalbox/core'
import { redisStore } from '@signalbox/store/redis'
import { createTenancy } from '@signalbox/tenancy'

/** What one replica is told by its parent. */
export interface Order {
  readonly perSecond: number
  readonly forMs: number
}

/** What it answers: requests that began after the warm-up. */
export interface Told {
  readonly offered: number
  readonly passed: number
  readonly calls: number
  readonly slowestMs: number
}

const key = 'a-key-of-the-file-0123456789'
const [url = '', replicas = '4', rpm = '30000'] = process.argv.slice(2)
const store = redisStore(url)
let calls = 0
const leases: LeaseStore = {
  lease(name, bucket) {
    calls++
    return store.lease(name, bucket)
  },
}
const tenancy = createTenancy({
  leases,
  burstMs: 500,
  replicas: () => Number(replicas),
  tenants: [
    {
      name: 'acme',
      limits: { rpm: Number(rpm) },
      keys: [{ id: 'app', value: new Secret(key) }],
    },
  ],
})
const run = pipeline(tenancy.middleware(), async (context) => {
  context.response = { type: 'completion', completion: { id: '', model: '', candidates: [] } }
})
const source = { wire: 'toy', body: {}, headers: ['x-api-key', key] }
const request: ChatRequest = { operation: 'chat', model: 'm', messages: [], stream: false, source }

let slowestMs = 0

async function passes(): Promise<boolean> {
  const startedAt = performance.now()
  try {
    await run(createContext({ request }))
    return true
  } catch {
    return false
  } finally {
    slowestMs = Math.max(slowestMs, performance.now() - startedAt)
  }
}

async function offer({ perSecond, forMs }: Order): Promise<Told> {
  const startedAt = performance.now()
  const before = calls
  slowestMs = 0
  const pending: Promise<boolean>[] = []
  for (;;) {
    const elapsed = performance.now() - startedAt
    const due = Math.floor((Math.min(elapsed, forMs) * perSecond) / 1000)
    while (pending.length < due) pending.push(passes())
    if (elapsed >= forMs) break
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
  const passed = (await Promise.all(pending)).filter(Boolean).length
  return { offered: pending.length, passed, calls: calls - before, slowestMs }
}

process.on('message', (order: Order) => {
  void offer(order).then((told) => process.send?.(told))
})
// Redis may be absent: then there is nothing to wait for.
await store.ready().catch(() => undefined)
process.send?.('ready')
