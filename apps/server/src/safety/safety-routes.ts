import { GatewayError } from '@signalbox/core'
import { DetectorFailed } from '@signalbox/safety'
import { Hono, type Hono as HonoApp } from 'hono'
import { z } from 'zod'

import type { NumberedEvent } from './event-ring.ts'
import type { SafetyPart } from './safety-part.ts'

const textBody = z.strictObject({
  text: z.string().max(1_000_000),
  role: z
    .enum(['system', 'developer', 'user', 'assistant', 'tool', 'tool_definition', 'metadata'])
    .optional(),
  trust: z.enum(['operator', 'user', 'external']).optional(),
  policy: z.string().optional(),
  tenant: z.string().optional(),
  key: z.string().optional(),
  route: z.string().optional(),
  model: z.string().optional(),
})

/** The body of `POST …/test`. */
export const safetyTestBody: z.ZodType = textBody

/** `POST /admin/v1/safety/test` tries a text on a policy; `GET /admin/v1/safety/events` tells what rules did. */
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
      const parsed = textBody.safeParse(await c.req.json().catch(() => undefined))
      if (!parsed.success)
        throw wrong(parsed.error.issues[0]?.message ?? 'the body is no JSON object', 400)
      const { text, role, trust, policy: id, ...scope } = parsed.data
      const policy = part().policy({ ...scope, id })
      if (policy === undefined) throw wrong(`no policy is named "${id ?? ''}"`, 404)
      try {
        const input = {
          text,
          ...(role === undefined ? {} : { role }),
          ...(trust === undefined ? {} : { trust }),
        }
        const { action, findings, scores, require, blocked, edited, policyId, policyVersion } =
          await part().scanner(policy).scan(input)
        return c.json({
          policy: policyId,
          policy_version: policyVersion,
          mode: policy.policy.mode,
          action,
          findings: findings.map(({ by, ...finding }) => ({ ...finding, policy_rule: by })),
          scores,
          require,
          blocked: blocked ?? null,
          text: edited ?? null,
        })
      } catch (error) {
        throw error instanceof DetectorFailed ? wrong(error.message, 503) : error
      }
    })
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
