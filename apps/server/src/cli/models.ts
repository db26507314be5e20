import type { Config } from '../config/config.ts'
import { loadConfig } from '../config/load-config.ts'
import { listModels } from '../models.ts'
import { modelFacts, type ModelFacts } from '../routing/model-facts.ts'
import { createServerCatalog } from '../routing/server-catalog.ts'
import { table, type Terminal } from './terminal.ts'

/** `signalbox models`: what clients may send as "model"; with `prices` what that costs and who says so. */
export async function models(
  {
    config: file,
    json = false,
    prices = false,
  }: { config?: string; json?: boolean; prices?: boolean },
  { env, cwd, out }: Terminal,
): Promise<number> {
  const { config } = await loadConfig(file, env, { cwd })
  if (prices) {
    const facts = factsOf(config)
    out(json ? JSON.stringify({ prices: facts }, null, 2) : priceTable(facts))
    return 0
  }
  const entries = listModels(config)
  if (json) {
    out(JSON.stringify({ models: entries }, null, 2))
    return 0
  }
  const rows = entries.map(({ id, owner, demo, targets }) => [
    id,
    owner,
    demo ? 'DEMO' : '',
    owner === 'signalbox' ? targets.join(', ') : '',
  ])
  out(table([['MODEL', 'OWNER', '', 'TARGETS'], ...rows]))
  const open = config.providers.filter((provider) => provider.models.length === 0)
  if (open.length > 0)
    out(`\nAny model of ${open.map(({ name }) => `${name}/…`).join(', ')} works too.`)
  return 0
}

function factsOf(config: Config): readonly ModelFacts[] {
  const catalog = createServerCatalog(config)
  const targets = new Set(listModels(config).flatMap((entry) => entry.targets))
  return [...targets].flatMap((id) => modelFacts(config, catalog, id) ?? [])
}

function priceTable(facts: readonly ModelFacts[]): string {
  const rows = facts.map(({ target, input, output, cacheRead, notice, ...fact }) => [
    target,
    input ?? 'unknown',
    output ?? (input === undefined ? 'unknown' : ''),
    cacheRead ?? '',
    fact.confidence,
    [fact.source, fact.date].filter((part) => part !== undefined && part !== '').join(' '),
    notice?.message ?? '',
  ])
  const head = ['MODEL', 'INPUT', 'OUTPUT', 'CACHED', 'CONFIDENCE', 'SOURCE', '']
  return `${table([head, ...rows])}\n\nUSD per 1,000,000 tokens of short prompts, standard tier.`
}
