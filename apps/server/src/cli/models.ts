import { loadConfig } from '../config/load-config.ts'
import { listModels } from '../models.ts'
import { table, type Terminal } from './terminal.ts'

/** `signalbox models`: what clients may send as "model". */
export async function models(
  { config: file, json = false }: { config?: string; json?: boolean },
  { env, cwd, out }: Terminal,
): Promise<number> {
  const { config } = await loadConfig(file, env, { cwd })
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
