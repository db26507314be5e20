import type { JsonObject } from '@signalbox/core'
import { describe, expect, test } from 'vitest'

import { compilePolicy } from '../policy/compile-policy.ts'
import { createScanner } from '../scan/create-scanner.ts'
import { createScanCache } from '../scan/scan-cache.ts'
import { classifyRequest } from '../surfaces/classify-request.ts'
import type { Detector, Finding, LocalDetector } from '../types.ts'
import { remoteGuard, type Ask } from './guard-calls.ts'

const about = { id: 'service', version: '1', types: ['GUARD:bad'] }

function scannerOf(detectors: readonly Detector[], detect: readonly string[] = ['service']) {
  const rules = detect.map((id) => ({ id, detect: id, action: { type: 'block' } }) as const)
  const policy = compilePolicy({ mode: 'enforce', input: rules, output: [] }, { detectors })
  return createScanner(policy, { cache: createScanCache() })
}

function chatOf(texts: readonly string[]): JsonObject {
  const messages = texts.map((text, at) => ({
    role: at % 2 === 0 ? 'user' : 'assistant',
    content: [{ type: 'text', text }],
  }))
  return { model: 'some-model', messages }
}

describe('the questions of one request', () => {
  test('are asked beside each other, about what is said, and do not fill the line', async () => {
    const asked: string[] = []
    let running = 0
    let most = 0
    const ask: Ask = async ({ text }) => {
      asked.push(text)
      most = Math.max(most, ++running)
      await new Promise((resolve) => setImmediate(resolve))
      running -= 1
      return []
    }
    const guard = remoteGuard(about, ask, { fetch, concurrency: 32, queue: 8 })
    const texts = Array.from({ length: 200 }, (_, at) => `text ${String(at)}`)
    const { action } = await scannerOf([guard]).scan({
      body: chatOf(texts),
      classify: classifyRequest,
    })
    expect(action).toBe('none')
    expect(asked.toSorted()).toEqual(texts.toSorted())
    expect(most).toBeGreaterThan(4)
    expect(most).toBeLessThanOrEqual(32)
  })

  test('do not have local detectors read again what they know', async () => {
    let scans = 0
    const local: LocalDetector = {
      id: 'local',
      version: '1',
      kind: 'local',
      types: ['X'],
      scan: () => {
        scans += 1
        return []
      },
    }
    const guard = remoteGuard(about, async () => [], { fetch })
    const scanner = scannerOf([local, guard], ['local', 'service'])
    const input = { body: chatOf(['hello']), classify: classifyRequest }
    await scanner.scan(input)
    const first = scans
    await scanner.scan(input)
    expect(scans).toBe(first)
  })
})

describe('a breaker', () => {
  const bad = (text: string): Finding => ({
    detector: 'service',
    type: 'GUARD:bad',
    path: '',
    start: 0,
    end: text.length,
    score: 1,
    rule: 'bad',
  })

  test('does not take a client who leaves for a service that fails', async () => {
    const ask: Ask = ({ text }, signal) =>
      text === 'slow'
        ? new Promise((_, reject) => {
            signal.addEventListener('abort', () => {
              reject(new Error('aborted'))
            })
          })
        : Promise.resolve([bad(text)])
    const scanner = scannerOf([remoteGuard(about, ask, { fetch, failures: 1, now: () => 0 })])
    const client = new AbortController()
    const left = scanner.scan({ text: 'slow' }, { signal: client.signal })
    client.abort(new DOMException('The client left.', 'AbortError'))
    await expect(left).rejects.toThrow('failed')
    expect(await scanner.scan({ text: 'quick' })).toMatchObject({ action: 'block' })
  })
})
