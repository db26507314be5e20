import { Validator } from '@seriousme/openapi-schema-validator'
import { expect, test } from 'vitest'

import { dialects } from '../dialects.ts'
import { everyRow, openGateway } from './open-gateway.fixture.ts'
import { openapiOf, openapiPath } from './openapi.ts'
import { ownRows } from './own-rows.ts'
import { routeTable } from './route-table.ts'

interface Operation {
  readonly operationId: string
  readonly security: readonly object[]
  readonly parameters: readonly { name: string; in: string }[]
  readonly requestBody?: { content: Record<string, { example?: unknown }> }
  readonly responses: Record<string, unknown>
}

interface Description {
  readonly openapi: string
  readonly paths: Record<string, Record<string, Operation>>
}

const description = openapiOf(everyRow, '1.2.3') as unknown as Description
const operations = Object.entries(description.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
)

test('describes every row and nothing else', () => {
  expect(description.openapi).toBe('3.1.0')
  const described = new Set(operations.map(({ path, method }) => `${method} ${path}`))
  const declared = new Set(
    everyRow.map(({ path, method }) => `${method.toLowerCase()} ${openapiPath(path)}`),
  )
  expect([...described].toSorted()).toEqual([...declared].toSorted())
  expect(dialects.flatMap(({ surfaces }) => surfaces).length).toBeGreaterThan(60)
})

test('is valid by the schema of the standard, and something else is not', async () => {
  const standard = new Validator()
  const valid = await standard.validate({ ...structuredClone(description) })
  expect(valid).toMatchObject({ valid: true })
  expect(standard.version).toBe('3.1')
  const { paths: _, ...broken } = structuredClone(description)
  expect(await new Validator().validate({ ...broken, info: {} })).toMatchObject({ valid: false })
})

test('names every operation once, binds every name of a path, and says what opens it', () => {
  const ids = operations.map(({ operation }) => operation.operationId)
  expect(new Set(ids).size).toBe(ids.length)
  for (const { path, operation } of operations) {
    const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    const bound = operation.parameters.filter((each) => each.in === 'path').map(({ name }) => name)
    expect(bound).toEqual(names)
    expect(operation.security.length > 0).toBe(
      !/^\/(?:livez|readyz|llms|openapi|metrics)/.test(path),
    )
    expect(Object.keys(operation.responses)).toContain('default')
  }
})

test('its examples are what its schemas take', () => {
  const checked = everyRow.flatMap(({ body, example, path }) =>
    body === undefined ? [] : [{ path, result: body.safeParse(example) }],
  )
  expect(checked.length).toBeGreaterThan(6)
  expect(checked.filter(({ result }) => !result.success)).toEqual([])
})

test('whole paths of the table are never hidden behind patterns, and nothing public has a name in it', () => {
  const table = routeTable(ownRows)
  for (const row of ownRows.filter(({ path }) => !path.includes('{')))
    expect(table.find(row.method, row.path)?.row).toBe(row)
  expect(ownRows.filter(({ auth, path }) => auth === 'public' && path.includes('{'))).toEqual([])
  expect(
    ownRows.filter(({ auth, path }) => (auth === 'admin') !== path.startsWith('/admin/v1/')),
  ).toEqual([])
})

test('is served to everybody', async () => {
  await using open = await openGateway()
  const response = await open.gateway.fetch(new Request('http://gateway/openapi.json'))
  expect(response.headers.get('content-type')).toBe('application/json')
  const served = (await response.json()) as Description
  expect(Object.keys(served.paths)).toEqual(Object.keys(description.paths))
})
