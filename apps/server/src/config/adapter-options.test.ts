import { describe, expect, test } from 'vitest'

import { adapterNames, adapterOptions, adapterTable, type AdapterName } from './adapter-table.ts'
import { ConfigError } from './config-error.ts'
import type { ProviderConfig } from './config.ts'
import { parseConfig } from './parse-config.ts'

const baseUrl = 'http://127.0.0.1:1/openai/v1'

async function built(fields: object): Promise<ProviderConfig | undefined> {
  const { providers } = await parseConfig({ version: 1, providers: { a: fields } })
  return providers[0]
}

/** What is wrong, as `field: message`. */
async function problems(fields: object): Promise<readonly string[]> {
  try {
    await built(fields)
    return []
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return error.issues
      .filter(({ severity }) => severity === 'error')
      .map(({ path, message }) => `${path.split('.')[2] ?? ''}: ${message}`)
  }
}

const values = { api: 'chat', project: 'p', region: 'r', resource: 'res', apiVersion: '1' } as const
const foreign = adapterNames.flatMap((adapter) =>
  adapterOptions
    .filter((option) => adapterTable[adapter].options?.includes(option) !== true)
    .map((option): readonly [AdapterName, (typeof adapterOptions)[number]] => [adapter, option]),
)

describe('fields that only some adapters have', () => {
  test.each(foreign)('%s refuses %s and says whose it is', async (adapter, option) => {
    const found = await problems({ adapter, apiKey: 'x', baseUrl, [option]: values[option] })
    const owner = adapterNames.find((name) => adapterTable[name].options?.includes(option))
    expect(found).toContainEqual(
      expect.stringMatching(new RegExp(`^${option}: is only for .*the adapter ${String(owner)}`)),
    )
  })

  test('vertex needs a project', async () => {
    expect(await problems({ adapter: 'vertex', apiKey: 'x' })).toEqual([
      'project: is missing: vertex needs it',
    ])
  })

  test('azure is at a resource or at an address, and not at both', async () => {
    const azure = { adapter: 'azure', apiKey: 'x' }
    const needed = ['resource: or baseUrl: azure needs one of them']
    expect(await problems(azure)).toEqual(needed)
    expect(await problems({ ...azure, resource: 'r', baseUrl })).toEqual(needed)
    const fields = { resource: 'acme', apiVersion: '2024-10-21', api: 'responses' }
    expect(await built({ ...azure, ...fields })).toMatchObject(fields)
  })
})
