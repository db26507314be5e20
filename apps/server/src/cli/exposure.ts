import type { ServerConfig } from '../config/config.ts'

/** Why the gateway must not start on this address, or undefined when it may. */
export function exposureProblem({ host, adminKey }: ServerConfig): string | undefined {
  if (isLoopback(host) || adminKey !== undefined) return undefined
  return [
    `Refusing to listen on ${host}: without keys, anybody who reaches it spends your providers' money.`,
    'Set server.adminKey in the configuration (without a file: SIGNALBOX_ADMIN_KEY), which is then',
    'required on every path; or listen on 127.0.0.1 behind a proxy that authenticates. Keys per',
    'tenant arrive with a later version.',
  ].join('\n')
}

/** Whether only this machine can reach an address. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host)
}
