import type { ConfigIssue } from './config-error.ts'
import type { Config } from './config.ts'
import type { Environment } from './from-environment.ts'

/** Where to listen, as said outside the file. */
export interface Listen {
  readonly host?: string | undefined
  readonly port?: number | undefined
}

/** What overrides the file: flags over the environment's `HOST` and `PORT`. */
export function readListen(
  env: Environment,
  flags: Listen,
): { listen: Listen; origins: [string, string][]; issues: ConfigIssue[] } {
  const { HOST: envHost = '', PORT: envPort = '' } = env
  const origins: [string, string][] = []
  const host = flags.host ?? (envHost === '' ? undefined : envHost)
  if (host !== undefined)
    origins.push(['server.host', flags.host === undefined ? 'env HOST' : 'flag --host'])
  const port = flags.port ?? (envPort === '' ? undefined : Number(envPort))
  if (port !== undefined)
    origins.push(['server.port', flags.port === undefined ? 'env PORT' : 'flag --port'])
  const isPort = port === undefined || (Number.isInteger(port) && port >= 0 && port <= 65_535)
  if (isPort) return { listen: { host, port }, origins, issues: [] }
  const message = 'must be a number from 0 to 65535'
  const issue: ConfigIssue = { severity: 'error', file: 'environment', path: 'PORT', message }
  return { listen: { host }, origins, issues: [issue] }
}

/** The configuration with its address replaced. */
export function withListen(config: Config, { host, port }: Listen): Config {
  const { server } = config
  return { ...config, server: { ...server, host: host ?? server.host, port: port ?? server.port } }
}
