import { describeConfig } from '../config/describe-config.ts'
import { loadConfig } from '../config/load-config.ts'
import { style, type Terminal } from './terminal.ts'

/** `signalbox config print`: the effective configuration, secrets hidden, with origins. */
export async function configPrint(
  { config: file, json = false }: { config?: string; json?: boolean },
  terminal: Terminal,
): Promise<number> {
  const { env, cwd, out } = terminal
  const loaded = await loadConfig(file, env, { cwd })
  const values = describeConfig(loaded)
  if (json) {
    const { kind, file: from } = loaded.origin
    out(
      JSON.stringify(
        { origin: from === undefined ? { kind } : { kind, file: from }, values },
        null,
        2,
      ),
    )
    return 0
  }
  for (const { path, value, origin } of values)
    out(`${path}: ${String(value)}  ${style(terminal, 'dim', `(${origin})`)}`)
  return 0
}
