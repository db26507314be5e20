import type { SafetyEvent } from '@signalbox/safety'
import { memoryEngine, type Engine } from '@signalbox/store'
import { afterEach, expect, test, vi } from 'vitest'

import { defaultServer, type Config } from '../config/config.ts'
import { openGroupDesk } from './group-desk.ts'
import { joinGroup, type Membership } from './join-group.ts'
import type { PeerMessage } from './peer.ts'
import type { Welcome } from './welcome.ts'

const leaving: (() => void)[] = []
afterEach(() => leaving.splice(0).forEach((leave) => leave()))

const nothing: Config = { server: defaultServer, providers: [], models: [] }

const event = (requestId: string): SafetyEvent => ({
  at: 0,
  requestId,
  tenant: undefined,
  policy: 'p',
  policyVersion: '1',
  mode: 'enforce',
  stage: 'input',
  rule: 'r',
  action: 'block',
  count: 1,
  types: [],
  enforced: true,
})

/** So many workers at one desk, joined as processes are: everything is copied on the way. */
async function groupOf(count: number, engine: Engine = memoryEngine()) {
  const desk = openGroupDesk({
    engine,
    log: undefined,
    simulatorUrl: () => Promise.resolve('http://simulator'),
  })
  const members: Membership[] = []
  const seats: { close(): void }[] = []
  async function join(slot = members.length): Promise<Membership> {
    const welcome: Welcome = {
      flags: {},
      slot,
      workers: count,
      truth: { folder: undefined, key: new Uint8Array(32) },
      isLogged: false,
      continuityKey: new Uint8Array([7]),
    }
    let hear: (messages: readonly PeerMessage[]) => void = () => {}
    const seat = desk.seat({
      welcome: () => welcome,
      send: (messages) => hear(structuredClone(messages)),
      onListening: () => undefined,
    })
    seats.push(seat)
    leaving.push(() => seat.close())
    const channel = {
      send: (messages: readonly PeerMessage[]) => seat.peer.hear(structuredClone(messages)),
      onMessages: (listener: typeof hear) => (hear = listener),
      onEnd: () => undefined,
    }
    const member = await joinGroup(channel, { stop: () => undefined, reload: () => undefined })
    members.push(member)
    return member
  }
  for (let slot = 0; slot < count; slot++) await join()
  const stores = members.map((member) => member.stores(nothing))
  return { members, stores, seats, join }
}

test('what one worker writes the others read, and are told of', async () => {
  const { stores } = await groupOf(2)
  const [a, b] = stores
  const changes = b?.engine.changes(0n)[Symbol.asyncIterator]()
  const next = changes?.next()
  await a?.engine.write({ path: ['tenants', 'acme'], value: { name: 'acme' } })
  expect(await next).toMatchObject({ value: { path: ['tenants', 'acme'] } })
  expect((await b?.engine.load())?.value).toEqual({ tenants: { acme: { name: 'acme' } } })
  void changes?.return?.()
})

test('a limit is handed out once, whoever asks', async () => {
  const { stores } = await groupOf(4)
  const bucket = { cap: 10, ratePerSec: 0.001, want: 4 }
  const answers = await Promise.all(stores.map(async ({ leases }) => leases?.lease('k', bucket)))
  const granted = answers.reduce((sum, answer) => sum + (answer?.granted ?? 0), 0)
  expect(granted).toBe(10)
  expect(stores.map(({ replicas }) => replicas())).toEqual([4, 4, 4, 4])
})

test('a message reaches every worker, the sender too', async () => {
  const { stores } = await groupOf(3)
  const heard: number[] = []
  stores.forEach(({ bus }, index) => bus?.subscribe('topic', () => void heard.push(index)))
  await stores[1]?.bus?.publish('topic', { a: 1 })
  await vi.waitFor(() => expect(heard.toSorted((x, y) => x - y)).toEqual([0, 1, 2]))
})

test('metrics are those of all, of a worker that ended too', async () => {
  const { members, seats } = await groupOf(2)
  const text = (count: number) =>
    `# HELP x_total of a test\n# TYPE x_total counter\nx_total ${String(count)}\n`
  const readers = members.map(({ group }, index) => group.metricsOf(() => text(index + 1)))
  members.forEach(({ listening }) => listening('http://here'))
  await vi.waitFor(async () => expect(await readers[0]?.()).toContain('x_total 3\n'))
  await members[1]?.leave()
  seats[1]?.close()
  expect(await readers[0]?.()).toContain('x_total 3\n')
})

test('an event of one worker is seen by whoever watches another', async () => {
  const { members } = await groupOf(2)
  const seen: object[] = []
  const leave = members[0]?.group.live.listen(({ type, data }) => seen.push({ type, data }))
  members[1]?.group.live.tell('config', { result: 'applied' })
  await vi.waitFor(() => expect(seen).toEqual([{ type: 'config', data: { result: 'applied' } }]))
  leave?.()
})

test('answers that one worker keeps another one finds', async () => {
  const { members } = await groupOf(2)
  const [a, b] = members.map(({ group }) => group.continuity)
  await a?.store.set('answer', new Uint8Array([1, 2]), 10_000)
  expect(await b?.store.get('answer')).toEqual(new Uint8Array([1, 2]))
  expect(a?.key).toEqual(b?.key)
})

test('what one worker is told to run on the others hear, and one that joins later', async () => {
  const { members } = await groupOf(3)
  const heard: string[] = []
  members.forEach(({ group }, index) =>
    group.changes.onTold(({ text }) => heard.push(`${String(index)} ${text}`)),
  )
  const changes = members[1]?.group.changes
  changes?.tell({ kind: 'policies', text: 'a' })
  changes?.tell({ kind: 'config', text: 'b' })
  changes?.tell({ kind: 'policies', text: 'c' })
  changes?.tell({ kind: 'policies', text: 'd' })
  await vi.waitFor(() => expect(heard).toContain('0 d'))
  expect(heard.toSorted()).toEqual(['0 a', '0 b', '0 c', '0 d', '2 a', '2 b', '2 c', '2 d'])
})

test('one that starts later is told what still holds, until the file is read again', async () => {
  const { members, join } = await groupOf(1)
  const before = async () => (await join()).group.changes.before.map(({ text }) => text)
  const changes = members[0]?.group.changes
  for (const [kind, text] of [
    ['policies', 'a'],
    ['config', 'b'],
    ['policies', 'c'],
    ['policies', 'd'],
  ] as const)
    changes?.tell({ kind, text })
  await vi.waitFor(async () => expect(await before()).toEqual(['b', 'd']))
  changes?.forget()
  await vi.waitFor(async () => expect(await before()).toEqual([]))
})

test('what each of them knows is read at any of them', async () => {
  const { members } = await groupOf(3)
  const readers = members.map(({ group }, index) => group.gather('rows', () => [index]))
  members.slice(0, 2).forEach(({ listening }) => listening('http://here'))
  // The third does not serve yet.
  await vi.waitFor(async () => expect(await readers[0]?.()).toEqual([[0], [1]]))
  expect(await readers[1]?.()).toEqual([[0], [1]])
})

test('events of rules have one order, whoever met them', async () => {
  const { members } = await groupOf(2)
  const [a, b] = members.map(({ group }) => group.safetyEvents)
  a?.push(event('first'))
  b?.push(event('second'))
  const names = async () => (await a?.page({ limit: 5 }))?.data.map(({ requestId }) => requestId)
  await vi.waitFor(async () => expect((await names())?.length).toBe(2))
  const [newest] = (await names()) ?? []
  const page = await b?.page({ limit: 1 })
  expect(page?.data.map(({ requestId }) => requestId)).toEqual([newest])
  expect((await b?.page({ limit: 1, before: Number(page?.next) }))?.data).toHaveLength(1)
})
