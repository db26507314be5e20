import { simulate } from '@signalbox/simulator'
import { expect, test } from 'vitest'

import { parseConfig } from '../config/parse-config.ts'
import { createGateway } from '../create-gateway.ts'
import { groupLimits } from './group-limits.ts'

const ten = { rpm: 10 }
const hundred = { rpm: 100 }

test('a tenant is below its group and all groups above that, also where they stand in a ring', () => {
  const groups = {
    works: { limits: hundred },
    team: { parent: 'works' },
    search: { parent: 'team', limits: ten },
    a: { parent: 'b', limits: ten },
    b: { parent: 'a' },
  }
  const above = (group?: string) =>
    groupLimits(groups, { settings: group === undefined ? {} : { group } }).map(({ name }) => name)
  expect(above('search')).toEqual(['group:search', 'group:works'])
  expect(above('a')).toEqual(['group:a'])
  expect([above('nowhere'), above(), groupLimits(undefined, {})]).toEqual([[], [], []])
})

test('two tenants of a team share its limit, a third one has none of it', async () => {
  await using simulator = await simulate({ port: 0, seed: 1 })
  const tenant = (name: string, group?: string) => ({
    keys: [{ id: 'app', value: `a-key-of-${name}-0123456789` }],
    ...(group === undefined ? {} : { group }),
  })
  const gateway = createGateway(
    await parseConfig({
      version: 1,
      providers: {
        main: { adapter: 'openai', apiKey: 'sk-up', baseUrl: `${simulator.url}/openai/v1` },
      },
      groups: { works: { limits: { rpm: 3 } }, team: { parent: 'works' } },
      tenants: { one: tenant('one', 'team'), two: tenant('two', 'works'), free: tenant('free') },
    }),
  )
  const ask = async (name: string) => {
    const body = JSON.stringify({ model: 'main/sim', messages: [{ role: 'user', content: 'Hi' }] })
    const headers = { authorization: `Bearer a-key-of-${name}-0123456789` }
    const request = new Request('http://gateway/v1/chat/completions', {
      method: 'POST',
      headers,
      body,
    })
    return (await gateway.fetch(request)).status
  }
  const asked = ['one', 'two', 'one', 'two', 'one', 'free', 'free', 'free', 'free']
  const statuses: number[] = []
  for (const name of asked) statuses.push(await ask(name))
  expect(statuses).toEqual([200, 200, 200, 429, 429, 200, 200, 200, 200])
  await gateway.close()
})
