import { StoreError } from '@signalbox/store'
import { expect, test } from 'vitest'

import { createPeer, type Peer, type PeerHandlers, type PeerMessage } from './peer.ts'

/** Two sides as two processes have them: everything is copied on the way. */
function pair(left: PeerHandlers, right: PeerHandlers) {
  const batches: (readonly PeerMessage[])[] = []
  const a: Peer = createPeer((messages) => {
    batches.push(messages)
    b.hear(structuredClone(messages))
  }, left)
  const b: Peer = createPeer((messages) => a.hear(structuredClone(messages)), right)
  return { a, b, batches }
}

test('calls are answered with whatever can be copied, bigint and bytes too', async () => {
  const { a } = pair({}, { twice: (value: bigint) => [value * 2n, new Uint8Array([1])] })
  expect(await a.call('twice', 21n)).toEqual([42n, new Uint8Array([1])])
})

test('what is said within one turn travels together and in order', async () => {
  const heard: number[] = []
  const { a, batches } = pair({}, { note: (value: number) => heard.push(value) })
  a.tell('note', 1)
  a.tell('note', 2)
  await a.call('note', 3)
  expect(heard).toEqual([1, 2, 3])
  expect(batches).toHaveLength(1)
})

test('a refusal keeps its reason and its sentence', async () => {
  const full = () => {
    throw new StoreError('disk-full', 'There is no room.')
  }
  const { a } = pair({}, { full })
  await expect(a.call('full')).rejects.toMatchObject({
    reason: 'disk-full',
    message: 'There is no room.',
  })
  await expect(a.call('unknown')).rejects.toMatchObject({ reason: 'failed' })
})

test('whoever waits for a process that is gone is told, and later callers too', async () => {
  const { a } = pair({}, { never: () => new Promise(() => undefined) })
  const waiting = a.call('never')
  a.end()
  await expect(waiting).rejects.toMatchObject({ reason: 'unavailable' })
  await expect(a.call('never')).rejects.toMatchObject({ reason: 'unavailable' })
})
