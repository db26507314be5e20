import { z } from 'zod'

import { routeKinds, routeNeeds, type RouteRequest } from './route-request.ts'

const text = z.string()
const texts = z.array(text)
const amount = z.number().min(0)

/** Checks a request of a decision log; fields that deciding does not read are left out. */
export const routeRequestSchema: z.ZodType<RouteRequest> = z.object({
  id: text.optional(),
  kind: z.enum(routeKinds),
  model: text,
  text: text.optional(),
  inputTokens: amount,
  maxTokens: amount.optional(),
  needs: z.array(z.enum(routeNeeds)).optional(),
  stream: z.boolean().optional(),
  affinityKey: text.optional(),
  requires: texts.optional(),
  allowed: texts.optional(),
  pins: z.array(z.object({ target: text, why: text })).optional(),
  meta: z
    .object({
      task: text,
      language: text,
      complexity: z.number(),
      sentiment: z.number(),
      toolFailed: z.boolean(),
      userRetry: z.boolean(),
      class: text,
      sessionId: text,
      user: text,
      tenant: text,
      key: text,
      tags: texts,
      region: text,
      dataClass: text,
      replaySafe: z.boolean(),
      maxUsd: amount,
      maxLatencyMs: amount,
      minQuality: z.number(),
      metadata: z.record(text, text),
    })
    .partial()
    .optional(),
  hints: z
    .object({
      route: text,
      task: text,
      language: text,
      priority: z.enum(['interactive', 'background']),
      tags: texts,
      models: texts,
      order: texts,
      only: texts,
      ignore: texts,
      allowFallbacks: z.boolean(),
      sort: z.enum(['price', 'latency', 'throughput']),
      maxPrice: z
        .object({ prompt: amount, completion: amount, request: amount, image: amount })
        .partial(),
      maxCostUsd: amount,
      maxLatencyMs: amount,
      dataClass: text,
      strict: z.boolean(),
    })
    .partial()
    .optional(),
})
