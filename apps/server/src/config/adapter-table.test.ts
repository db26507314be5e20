import { compatibleRows } from '@signalbox/adapters-openai'
import { describe, expect, test } from 'vitest'

import { adapterNames, adapterTable } from './adapter-table.ts'

const rows = adapterNames.flatMap((name) => {
  const { family } = adapterTable[name]
  return family === undefined ? [[name, compatibleRows.get(name)] as const] : []
})

describe('the adapter table agrees with the adapters', () => {
  test.each(rows)('%s has a row, and an address unless the operator must give one', (name, row) => {
    expect(row?.provider).toBe(name)
    expect(row?.baseUrl === undefined).toBe(adapterTable[name].needsBaseUrl === true)
  })

  test.each(rows.filter(([, row]) => row?.baseUrl !== undefined))(
    '%s gets a base URL of its own form from the resolver',
    (name, row) => {
      const isVersioned = /\/v\d+$/.test(row?.baseUrl ?? '')
      // Ollama's is its bare origin in the file; the resolver adds the version.
      expect(isVersioned).toBe(adapterTable[name].baseUrl !== 'any' || name === 'deepseek')
    },
  )
})
