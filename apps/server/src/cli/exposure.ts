import type { Config } from '../config/config.ts'

/** What decides who can come in. */
type Exposed = Pick<Config, 'server' | 'tenants'>

/** Why the gateway must not start on this address, or undefined when it may. */
export function exposureProblem({ server, tenants }: Exposed): string | undefined {
  const { host, adminKey } = server
  const hasKeys = Object.values(tenants ?? {}).some(({ keys = [] }) => keys.length > 0)
  if (isLoopback(host) || adminKey !== undefined || hasKeys) return undefined
  return [
    `Refusing to listen on ${host}: without keys, anybody who reaches it spends your providers' money.`,
    'Set server.adminKey in the configuration (without a file: SIGNALBOX_ADMIN_KEY), which is then',
    'required on every path; or give tenants keys; or listen on 127.0.0.1 behind a proxy that',
    'authenticates.',
  ].join('\n')
}

/** Whether only this machine can reach an address. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host)
}
