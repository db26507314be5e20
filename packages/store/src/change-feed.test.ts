import type { SnapshotChange } from '@signalbox/core'
import { expect, test } from 'vitest'

import { changeFeed } from './change-feed.ts'
import { StoreError } from './store-error.ts'

const changeAt = (version: bigint): SnapshotChange => ({ version, path: ['a'], value: {} })

test('an outage delays changes and does not end them', async () => {
  let calls = 0
  const after = async (version: bigint) => {
    calls += 1
    if (calls < 3) throw new StoreError('unavailable', 'down')
    return [changeAt(version + 1n)]
  }
  const feed = changeFeed({ after, onChange: () => () => {}, pollMs: 5 }, 7n)
  const changes = feed[Symbol.asyncIterator]()
  expect(await changes.next()).toStrictEqual({ done: false, value: changeAt(8n) })
  expect(await changes.next()).toStrictEqual({ done: false, value: changeAt(9n) })
})

test('a store that was closed ends it', async () => {
  const after = () => Promise.reject(new StoreError('closed', 'closed'))
  const feed = changeFeed({ after, onChange: () => () => {}, pollMs: 10_000 }, 0n)
  expect((await feed[Symbol.asyncIterator]().next()).done).toBe(true)
})

test('a wake-up that comes while it asks is not lost', async () => {
  let wake = () => {}
  const known: SnapshotChange[] = []
  const after = async (version: bigint) => {
    const found = known.filter((change) => change.version > version)
    if (known.length === 0) {
      known.push(changeAt(1n))
      wake()
    }
    return found
  }
  const onChange = (heard: () => void) => {
    wake = heard
    return () => {}
  }
  const feed = changeFeed({ after, onChange, pollMs: 10_000 }, 0n)
  expect((await feed[Symbol.asyncIterator]().next()).value).toStrictEqual(changeAt(1n))
})

test('stops listening when it is left', async () => {
  let listening = 0
  const onChange = () => {
    listening += 1
    return () => void (listening -= 1)
  }
  const feed = changeFeed({ after: async () => [changeAt(1n)], onChange, pollMs: 10 }, 0n)
  for await (const change of feed) {
    expect(change.version).toBe(1n)
    break
  }
  expect(listening).toBe(0)
})
