import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { describe, expect, test } from 'vitest'

import { createLiveFeed } from '../telemetry/live-feed.ts'
import { keptContent, withoutContent } from './kept-content.ts'
import { sqliteRequestLog } from './request-log.ts'
import { sampleRecord } from './sample-record.ts'

const content = { input: 'i'.repeat(800), output: 'o'.repeat(800), system: 's', tools: 't' }

describe('what is kept of one request', () => {
  test('is all of it where it has room', () => {
    const record = sampleRecord({ content })
    expect(keptContent(record, { content: {} }).content).toEqual(content)
  })

  test('is cut to its bound, the prompt and the answer before rules and tools, and says so', () => {
    const kept = keptContent(sampleRecord({ content }), { content: { maxKilobytes: 1 } }).content
    expect(kept?.input).toBe(content.input)
    expect(kept?.output).toBe(`${'o'.repeat(224)}… (cut)`)
    expect([kept?.system, kept?.tools]).toEqual(['… (cut)', '… (cut)'])
  })

  test('is nothing where there was nothing', () => {
    const record = sampleRecord()
    expect(keptContent(record, { content: {} })).toBe(record)
    expect(withoutContent(record)).toBe(record)
  })
})

test('content goes before rows do where much waits, and is counted', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kept-content-'))
  // Nothing is written while nobody waits: the thread has only begun to start.
  const log = sqliteRequestLog({ file: join(folder, 'x.db'), maxChars: 20_000 })
  for (let i = 0; i < 8; i++) log.write(sampleRecord({ id: `r-${String(i)}`, content }))
  expect(log.stats()).toMatchObject({ depth: 8, dropped: 0, contentLost: 4 })
  expect(await log.content('r-0')).toMatchObject({ input: content.input })
  expect(await log.content('r-7')).toBeNull()
  expect(await log.request('r-7')).toMatchObject({ id: 'r-7' })
  expect(await log.close()).toBe(0)
  rmSync(folder, { recursive: true, force: true })
})

test('the live feed remembers requests without their content', () => {
  const feed = createLiveFeed()
  feed.request(sampleRecord({ id: 'r-1', content }))
  const seen: object[] = []
  feed.listen(({ data }) => seen.push(data), 0)
  expect(seen).toMatchObject([{ id: 'r-1' }])
  expect(JSON.stringify(seen)).not.toContain('iii')
  expect(withoutContent(sampleRecord({ content }))).not.toHaveProperty('content')
})
