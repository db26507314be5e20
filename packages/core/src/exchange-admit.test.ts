import { expect, test } from 'vitest'

import { toyDialect } from '../test-support/toy-wire.ts'
import { GatewayError } from './errors.ts'
import { handler } from './web/index.ts'

const stranger = new GatewayError('authentication', 'Send a key.', { origin: 'client' })

function gateway(admit?: () => unknown) {
  const asked: unknown[] = []
  const handle = handler({
    pipeline: async () => {
      throw new GatewayError('overloaded', 'from the pipeline')
    },
    dialects: [toyDialect('toy-a')],
    admit: (inbound) => {
      asked.push(inbound.path)
      return admit?.()
    },
  })
  const ask = async (body: string) => {
    const request = new Request('http://gateway/toy-a', { method: 'POST', body })
    const response = await handle(request)
    return { status: response.status, text: await response.text() }
  }
  return { ask, asked }
}

test('who may not come in hears nothing of what is wrong with a request', async () => {
  for (const refuse of [
    () => Promise.reject(stranger),
    () => {
      throw stranger
    },
  ]) {
    const { ask } = gateway(refuse)
    const { status, text } = await ask('{"a": broken')
    expect(status).toBe(401)
    expect(text).not.toContain('JSON')
  }
})

test('who may is told, and a request that can be read asks nobody', async () => {
  const { ask, asked } = gateway()
  expect(await ask('{')).toMatchObject({ status: 400 })
  expect(asked).toEqual(['/toy-a'])
  expect(await ask('{"model":"x"}')).toMatchObject({ status: 503 })
  expect(asked).toEqual(['/toy-a'])
})
