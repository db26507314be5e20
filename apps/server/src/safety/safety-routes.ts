import { GatewayError, isJsonObject, type JsonObject } from '@signalbox/core'
import { DetectorFailed } from '@signalbox/safety'
import { Hono, type Hono as HonoApp } from 'hono'
import { z } from 'zod'

import { readRecord, RecordError } from './cli/scan-record.ts'
import type { NumberedEvent } from './event-ring.ts'
import type { SafetyPart } from './safety-part.ts'
import { outcomeOf } from './scan-outcome.ts'

const testBody = z.strictObject({
  text: z.string().max(1_000_000).optional(),
  messages: z.array(z.unknown()).optional(),
  request: z.record(z.string(), z.unknown()).optional(),
  dialect: z.string().optional(),
  direction: z.enum(['input', 'output']).optional(),
  role: z
    .enum(['system', 'developer', 'user', 'assistant', 'tool', 'tool_definition', 'metadata'])
    .optional(),
  trust: z.enum(['operator', 'user', 'external']).optional(),
  policy: z.string().optional(),
  tenant: z.string().optional(),
  key: z.string().optional(),
  route: z.string().optional(),
  model: z.string().optional(),
  tags: z.array(z.string()).optional(),
})

/** The body of `POST …/test`. */
export const safetyTestBody: z.ZodType = testBody

/** `POST /admin/v1/safety/test` tries a text, messages or a request on a policy; `GET /admin/v1/safety/events` tells what rules did. */
export function safetyRoutes(part: () => SafetyPart): HonoApp {
  return new Hono()
    .get('/admin/v1/safety/events', async (c) => {
      const query = c.req.query()
      const limit = Math.min(1000, Math.max(1, Number(query['limit'] ?? 100) || 100))
      const cursor = query['cursor']
      const { data, next } = await part().events.page({
        limit,
        before: cursor === undefined ? undefined : Number(cursor) || undefined,
        tenant: query['tenant'],
        rule: query['rule'],
        action: query['action'],
      })
      return c.json({ data: data.map(shown), next })
    })
    .post('/admin/v1/safety/test', async (c) => {
      const body: unknown = await c.req.json().catch(() => undefined)
      const { policy: id, ...scope } = readBody(body)
      const policy = part().policy({ ...scope, id })
      if (policy === undefined)
        throw wrong(`no policy is named "${id ?? ''}"${part().hint(id)}`, 404)
      try {
        const record = readRecord({ ...(body as JsonObject), context: scopeOnly(scope) }, 1)
        const found = await outcomeOf(record, policy, part().readKey)
        const { field } = record.input
        const { edited } = found
        return c.json({
          policy: policy.id,
          policy_version: policy.version,
          mode: policy.policy.mode,
          action: found.action,
          findings: found.findings.map(({ by, ...finding }) => ({ ...finding, policy_rule: by })),
          scores: found.scores,
          require: found.require,
          blocked: found.blocked ?? null,
          [field]:
            (field === 'messages' && isJsonObject(edited) ? edited['messages'] : edited) ?? null,
        })
      } catch (error) {
        if (error instanceof RecordError) throw wrong(error.message, 400)
        throw error instanceof DetectorFailed ? wrong(error.message, 503) : error
      }
    })
}

type Scope = Pick<z.infer<typeof testBody>, 'tenant' | 'key' | 'route' | 'model' | 'tags'>

function readBody(body: unknown): Scope & { readonly policy?: string | undefined } {
  const parsed = testBody.safeParse(body)
  if (parsed.success) {
    const { policy, tenant, key, route, model, tags } = parsed.data
    return { policy, tenant, key, route, model, tags }
  }
  const [issue] = parsed.error.issues
  const field = issue?.path.join('.') ?? ''
  throw wrong(`${field === '' ? '' : `"${field}": `}${issue?.message ?? 'is no test'}`, 400)
}

/** Whose request it stands for, as a line of `safety scan` has it. */
function scopeOnly(scope: Scope): JsonObject {
  return JSON.parse(JSON.stringify(scope)) as JsonObject
}

function shown({ at, requestId, policyVersion, ...event }: NumberedEvent): object {
  return {
    ...event,
    at: new Date(at).toISOString(),
    request_id: requestId,
    policy_version: policyVersion,
  }
}

function wrong(message: string, status: number): GatewayError {
  return new GatewayError('invalid_request', message, { origin: 'client', status })
}
