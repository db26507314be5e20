import { ConfigError, renderIssues, type ConfigIssue } from '../config/config-error.ts'
import { loadConfig } from '../config/load-config.ts'
import type { LoadedConfig } from '../config/loaded-config.ts'
import { style, type Terminal } from './terminal.ts'

/** `signalbox check`: 0 when the configuration would be accepted, else 1. */
export async function check(
  file: string | undefined,
  { json = false, strict = false }: { json?: boolean; strict?: boolean },
  terminal: Terminal,
): Promise<number> {
  const { loaded, issues } = await load(file, terminal)
  const errors = issues.filter(({ severity }) => severity === 'error')
  const ok = errors.length === 0 && !(strict && issues.length > 0)
  if (json) {
    const warnings = issues.filter(({ severity }) => severity === 'warning')
    terminal.out(JSON.stringify({ ok, errors, warnings }, null, 2))
  } else {
    if (issues.length > 0) terminal.err(renderIssues(issues))
    if (loaded !== undefined && ok) terminal.out(style(terminal, 'green', verdict(loaded)))
    if (!ok) terminal.err(style(terminal, 'red', count(issues)))
  }
  return ok ? 0 : 1
}

async function load(
  file: string | undefined,
  { env, cwd }: Terminal,
): Promise<{ loaded?: LoadedConfig; issues: readonly ConfigIssue[] }> {
  try {
    const loaded = await loadConfig(file, env, { cwd })
    return { loaded, issues: loaded.warnings }
  } catch (error) {
    if (error instanceof ConfigError) return { issues: error.issues }
    throw error
  }
}

function verdict({ config, origin }: LoadedConfig): string {
  const { providers, models } = config
  const what = `${plural(providers.length, 'provider')}, ${plural(models.length, 'model name')}`
  return origin.file === undefined
    ? `ok: no configuration file; the environment gives ${what}`
    : `ok: ${origin.file} has ${what}`
}

function count(issues: readonly ConfigIssue[]): string {
  const errors = issues.filter(({ severity }) => severity === 'error').length
  const warnings = issues.length - errors
  return [
    ...(errors > 0 ? [plural(errors, 'error')] : []),
    ...(warnings > 0 ? [plural(warnings, 'warning')] : []),
  ].join(', ')
}

function plural(amount: number, noun: string): string {
  return `${String(amount)} ${noun}${amount === 1 ? '' : 's'}`
}
