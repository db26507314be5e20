import { feedbackBody } from '../routing/route-routes.ts'
import type { RouteRow } from './route-row.ts'

const models = [
  ['/v1/models', 'OpenAI', 'models'],
  ['/anthropic/v1/models', 'Anthropic', 'models'],
  ['/v1beta/models', 'Gemini', 'models'],
  ['/gemini/v1beta/models', 'Gemini', 'models'],
  ['/gemini/v1/models', 'Gemini', 'models'],
] as const

const response = { auth: 'key', tag: 'responses' } as const
const routing = { auth: 'key', tag: 'routing' } as const

/** What a client's key opens beside the dialects. */
export const clientRows: readonly RouteRow[] = [
  ...models.flatMap(([path, shape, tag]): readonly RouteRow[] => [
    { method: 'GET', path, auth: 'key', tag, summary: `Models this key may name (${shape})` },
    {
      method: 'GET',
      path: `${path}/{id*}`,
      auth: 'key',
      tag,
      summary: `One model (${shape})`,
    },
  ]),
  { ...response, method: 'GET', path: '/v1/responses/{id}', summary: 'A stored response' },
  { ...response, method: 'DELETE', path: '/v1/responses/{id}', summary: 'Delete a response' },
  {
    ...response,
    method: 'GET',
    path: '/v1/responses/{id}/input_items',
    summary: 'What a stored response was asked',
    query: { after: 'id of the last one seen', limit: 'at most so many', order: 'asc or desc' },
  },
  {
    ...response,
    method: 'POST',
    path: '/v1/responses/{id}/cancel',
    summary: 'Cancel a background response',
  },
  {
    ...routing,
    method: 'POST',
    path: '/v1/route',
    summary: 'Where a request would go, and why; calls no provider',
    example: { task: 'summarize', language: 'en', input_tokens: 900, max_tokens: 200 },
  },
  {
    ...routing,
    method: 'GET',
    path: '/v1/route/decisions/{id}',
    summary: 'Why a served request went where it went',
  },
  {
    ...routing,
    method: 'POST',
    path: '/v1/feedback',
    summary: 'How good an answer was',
    body: feedbackBody,
    example: { request_id: 'req-1', metric: 'thumbs', value: true },
  },
  {
    ...routing,
    method: 'GET',
    path: '/v1/generations/{id}',
    summary: 'Tokens, cost and attempts of a served request (id: x-request-id)',
  },
]
