import { connect } from 'node:net'

import { expect, test } from 'vitest'

import { findPostgres, startPostgres } from './postgres.ts'
import { findRedis, startRedis } from './redis.ts'

test.skipIf(findRedis() === undefined)('Redis runs, dies and comes back on its port', async () => {
  await using redis = await startRedis()
  const port = redis?.port ?? 0
  expect(await ping(port)).toBe('+PONG')
  await redis?.kill()
  await expect(ping(port)).rejects.toThrow('ECONNREFUSED')
  await redis?.start()
  expect(await ping(port)).toBe('+PONG')
})

test.skipIf(findPostgres() === undefined)(
  'PostgreSQL runs, makes databases, dies and comes back with them',
  async () => {
    await using postgres = await startPostgres()
    expect(await postgres?.database('one')).toMatch(
      /^postgres:\/\/postgres@127\.0\.0\.1:\d+\/one$/u,
    )
    await postgres?.stop('SIGQUIT')
    await postgres?.start()
    await expect(postgres?.database('one')).rejects.toThrow('already exists')
  },
)

function ping(port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'))
    socket.once('error', reject)
    socket.once('data', (bytes) => {
      resolve(bytes.toString().trim())
      socket.destroy()
    })
  })
}
