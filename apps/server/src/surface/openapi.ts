import type { JsonObject, JsonValue } from '@signalbox/core'
import { z } from 'zod'

import type { RouteRow } from './route-row.ts'

/** The description of every row as OpenAPI 3.1. */
export function openapiOf(rows: readonly RouteRow[], version: string): JsonObject {
  const paths: Record<string, Record<string, JsonValue>> = {}
  for (const row of rows)
    (paths[openapiPath(row.path)] ??= {})[row.method.toLowerCase()] = operationOf(row)
  return {
    openapi: '3.1.0',
    info: {
      title: 'Signalbox',
      version,
      description: 'An LLM gateway: one address for every provider.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    paths,
    components: {
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'A key of a tenant; also x-api-key.' },
        xApiKey: { type: 'apiKey', in: 'header', name: 'x-api-key' },
        admin: { type: 'http', scheme: 'bearer', description: 'server.adminKey' },
      },
      schemas: { Error: errorSchema },
    },
    tags: [...new Set(rows.map(({ tag }) => tag))].map((name) => ({ name })),
  }
}

/** A binding that takes several segments is one name here too; it says so. */
export function openapiPath(path: string): string {
  return path.replaceAll('*}', '}')
}

const errorSchema: JsonObject = {
  type: 'object',
  description: 'The envelope of the caller’s own format, with `code` and `request_id`.',
  properties: {
    error: {
      type: 'object',
      properties: { code: { type: 'string' }, message: { type: 'string' } },
      required: ['message'],
    },
  },
  required: ['error'],
}

function operationOf(row: RouteRow): JsonObject {
  const { method, path, auth, tag, summary, status = 200, query = {} } = row
  const names = [...path.matchAll(/\{(\w+)(\*?)\}/g)]
  return {
    operationId: `${method.toLowerCase()}${path.replaceAll(/[^A-Za-z0-9]+/g, '_')}`,
    tags: [tag],
    summary,
    security: securityOf(auth),
    parameters: [
      ...names.map(([, name = '', many]) => ({
        name,
        in: 'path',
        required: true,
        schema: { type: 'string' },
        ...(many === '*' ? { description: 'May hold slashes.' } : {}),
      })),
      ...Object.entries(query).map(([name, description]) => ({
        name,
        in: 'query',
        schema: { type: 'string' },
        ...(description === '' ? {} : { description }),
      })),
    ],
    ...bodyOf(row),
    responses: {
      [String(status)]: { description: 'It worked.', content: answerOf(row) },
      default: {
        description: 'It was refused, or failed.',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
      },
    },
  }
}

function securityOf(auth: RouteRow['auth']): readonly JsonObject[] {
  switch (auth) {
    case 'public':
      return []
    case 'key':
      return [{ key: [] }, { xApiKey: [] }]
    case 'admin':
      return [{ admin: [] }]
  }
}

function bodyOf({ body, bodyType = 'json', example }: RouteRow): JsonObject {
  if (body === undefined && example === undefined && bodyType === 'json') return {}
  const schema: JsonValue = body === undefined ? { type: 'object' } : schemaOf(body)
  const media = { schema, ...(example === undefined ? {} : { example }) }
  switch (bodyType) {
    case 'json':
      return { requestBody: { required: true, content: { 'application/json': media } } }
    case 'yaml':
      return {
        requestBody: {
          required: true,
          content: { 'application/yaml': media, 'application/json': media },
        },
      }
    case 'multipart':
      return { requestBody: { required: true, content: { 'multipart/form-data': media } } }
  }
}

function answerOf({ answers = 'json' }: RouteRow): JsonObject {
  switch (answers) {
    case 'json':
      return { 'application/json': { schema: { type: 'object' } } }
    case 'text':
      return { 'text/plain': { schema: { type: 'string' } } }
    case 'events':
      return { 'text/event-stream': { schema: { type: 'string' } } }
  }
}

function schemaOf(schema: z.ZodType): JsonObject {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  return rest as JsonObject
}
