import type { EffectivePrice } from '@signalbox/catalog'
import type { JsonObject } from '@signalbox/core'
import { Hono, type Hono as HonoApp } from 'hono'

import type { Config } from '../config/config.ts'
import { listModels } from '../models.ts'
import { factsJson, modelFacts } from '../routing/model-facts.ts'
import type { ServerCatalog } from '../routing/server-catalog.ts'

/** `GET /admin/v1/prices`: list prices and what was really paid; with `conflicts=1` what sources disagree on. */
export function pricesRoutes(config: () => Config, prices: () => ServerCatalog): HonoApp {
  return new Hono().get('/admin/v1/prices', (c) => {
    const { catalog } = prices()
    const targets = new Set(listModels(config()).flatMap((entry) => entry.targets))
    const data = [...targets].flatMap((target) => {
      const facts = modelFacts(config(), prices(), target)
      if (facts === undefined) return []
      const { confidence, source = null, date = null } = facts
      const effective = effectiveJson(catalog.effective(target))
      return [{ target, confidence, source, date, ...factsJson(facts), effective }]
    })
    const changes = catalog.changes().map((change) => ({
      ...change,
      at: new Date(change.at).toISOString(),
    }))
    const report = { catalog_version: catalog.version, data, changes }
    if (c.req.query('conflicts') !== '1') return c.json(report)
    return c.json({ ...report, conflicts: conflictsOf(config(), prices()) })
  })
}

function conflictsOf({ providers }: Config, { catalog }: ServerCatalog): readonly JsonObject[] {
  const listed = new Set(
    providers.flatMap(({ name, models }) =>
      models.flatMap((model) => catalog.resolve({ provider: name, model })?.provider ?? []),
    ),
  )
  return [...listed].flatMap((provider) =>
    catalog.conflicts({ provider }).map(({ model, field, values, inForce }) => ({
      provider,
      model,
      field,
      values: { ...values },
      in_force: inForce ?? null,
    })),
  )
}

function effectiveJson(price: EffectivePrice | null): JsonObject | null {
  if (price === null) return null
  const { cachedShare, outputPerInput, reasoningShare, usdPerMillion, samples } = price
  return {
    cached_share: cachedShare,
    output_per_input: outputPerInput,
    reasoning_share: reasoningShare,
    usd_per_1m_tokens: Number.isFinite(usdPerMillion) ? usdPerMillion : null,
    samples,
  }
}
