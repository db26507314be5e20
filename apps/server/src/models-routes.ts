import { GatewayError } from '@signalbox/core'
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
import { factsJson, modelFacts } from './routing/model-facts.ts'
import type { ServerCatalog } from './routing/server-catalog.ts'

const geminiPaths = ['/v1beta/models', '/gemini/v1beta/models', '/gemini/v1/models'] as const

/** `GET …/models` and `…/models/{id}` in the shape that the caller's client expects. */
export function modelsRoutes(
  config: () => Config,
  prices: () => ServerCatalog,
  mayUse: (c: HonoContext, model: string) => boolean = () => true,
): HonoApp {
  const app = new Hono()
  const entries = (c: HonoContext) =>
    withFacts(config(), prices()).filter(({ id }) => mayUse(c, id))

  for (const path of ['/v1/models', '/anthropic/v1/models'])
    app
      .get(path, (c) => {
        if (wantsGemini(c)) return c.json(geminiModels(entries(c), geminiPage(c)))
        if (!wantsAnthropic(c)) return c.json(openaiModels(entries(c)))
        const page = {
          limit: c.req.query('limit'),
          afterId: c.req.query('after_id'),
          beforeId: c.req.query('before_id'),
        }
        return c.json(anthropicModels(entries(c), page))
      })
      .get(`${path}/:id{.+}`, (c) => {
        const found = known(entries(c), c.req.param('id'))
        if (wantsGemini(c)) return c.json(geminiModel(found))
        return c.json(wantsAnthropic(c) ? anthropicModel(found) : openaiModel(found))
      })
  for (const path of geminiPaths)
    app
      .get(path, (c) => {
        return c.json(geminiModels(entries(c), geminiPage(c)))
      })
      .get(`${path}/:id{.+}`, (c) => {
        return c.json(geminiModel(known(entries(c), c.req.param('id'))))
      })
  return app
}

function withFacts(config: Config, prices: ServerCatalog): readonly ModelEntry[] {
  return listModels(config).map((entry) => {
    const [only, ...others] = entry.targets
    // A name over several targets has no price of its own.
    if (only === undefined || others.length > 0) return entry
    const facts = modelFacts(config, prices, only)
    return facts === undefined ? entry : { ...entry, facts: factsJson(facts) }
  })
}

/** Gemini's newest client asks under /v1, where only its own header tells it apart. */
function wantsGemini(c: HonoContext): boolean {
  return c.req.header('x-goog-api-client') !== undefined
}

function geminiPage(c: HonoContext): {
  pageSize?: string | undefined
  pageToken?: string | undefined
} {
  const { pageSize, pageToken } = c.req.query()
  return { pageSize, pageToken }
}

function wantsAnthropic(c: HonoContext): boolean {
  return c.req.header('anthropic-version') !== undefined || c.req.path.startsWith('/anthropic')
}

function known(entries: readonly ModelEntry[], id: string): ModelEntry {
  const found = findModel(entries, id)
  if (found !== undefined) return found
  throw new GatewayError(
    'unknown_model',
    `There is no model "${id.slice(0, 100)}"; GET the list without an id to see them all.`,
    { origin: 'client', param: 'model' },
  )
}
