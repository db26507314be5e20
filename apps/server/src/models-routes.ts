import { Hono, type Context as HonoContext, type Hono as HonoApp } from 'hono'

import type { Config } from './config/config.ts'
import {
  anthropicModel,
  anthropicModels,
  geminiModel,
  geminiModels,
  openaiModel,
  openaiModels,
} from './models-shapes.ts'
import { findModel, listModels, type ModelEntry } from './models.ts'

const geminiPaths = ['/v1beta/models', '/gemini/v1beta/models', '/gemini/v1/models'] as const

/** `GET …/models` and `…/models/{id}` in the shape that the caller's client expects. */
export function modelsRoutes(config: () => Config): HonoApp {
  const app = new Hono()
  const entries = () => listModels(config())

  for (const path of ['/v1/models', '/anthropic/v1/models'])
    app
      .get(path, (c) => {
        if (!wantsAnthropic(c)) return c.json(openaiModels(entries()))
        const page = {
          limit: c.req.query('limit'),
          afterId: c.req.query('after_id'),
          beforeId: c.req.query('before_id'),
        }
        return c.json(anthropicModels(entries(), page))
      })
      .get(`${path}/:id{.+}`, (c) => {
        const found = findModel(entries(), c.req.param('id'))
        if (wantsAnthropic(c))
          return found === undefined
            ? c.json({ type: 'error', error: { type: 'not_found_error', ...unknown(c) } }, 404)
            : c.json(anthropicModel(found))
        return found === undefined
          ? c.json({ error: { type: 'invalid_request_error', param: 'model', ...unknown(c) } }, 404)
          : c.json(openaiModel(found))
      })
  for (const path of geminiPaths)
    app
      .get(path, (c) => {
        const { pageSize, pageToken } = c.req.query()
        return c.json(geminiModels(entries(), { pageSize, pageToken }))
      })
      .get(`${path}/:id{.+}`, (c) => {
        const found: ModelEntry | undefined = findModel(entries(), c.req.param('id'))
        return found === undefined
          ? c.json({ error: { ...unknown(c), code: 404, status: 'NOT_FOUND' } }, 404)
          : c.json(geminiModel(found))
      })
  return app
}

function wantsAnthropic(c: HonoContext): boolean {
  return c.req.header('anthropic-version') !== undefined || c.req.path.startsWith('/anthropic')
}

function unknown(c: HonoContext): { message: string; code: string } {
  const id = c.req.param('id') ?? ''
  return {
    message: `There is no model "${id.slice(0, 100)}"; GET the list without an id to see them all.`,
    code: 'unknown_model',
  }
}
