import { createServer, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

import { afterEach, expect, test, vi } from 'vitest'

import { warmWhileIdle } from './warm-while-idle.ts'

afterEach(() => {
  vi.useRealTimers()
})

test('steps wait while a request has no answer, and go on while one is under way', async () => {
  const arrived = Promise.withResolvers<ServerResponse>()
  const server = createServer((_, response) => {
    arrived.resolve(response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  let done = 0
  const next = () => ({ done: ++done > 5000, value: undefined }) as IteratorResult<void>
  const giveUp = warmWhileIdle(server, { next })
  vi.advanceTimersToNextTimer()
  expect(done).toBeGreaterThan(0)

  const before = done
  const asked = request({ port, host: '127.0.0.1' }).on('error', () => undefined)
  asked.end()
  const response = await arrived.promise
  vi.advanceTimersByTime(1000)
  expect(done).toBe(before)

  const begun = new Promise((resolve) => asked.on('response', resolve))
  response.writeHead(200).write('the beginning')
  await begun
  vi.advanceTimersToNextTimer()
  expect(done).toBeGreaterThan(before)

  giveUp()
  expect(vi.getTimerCount()).toBe(0)
  expect(server.listenerCount('request')).toBe(1)
  asked.destroy()
  server.closeAllConnections()
  server.close()
})
