import type { Config } from '../config/config.ts'

/** Where commands find the gateway of a configuration. */
export interface RunningGateway {
  readonly origin: string
  /** What opens the admin API there. */
  readonly headers: Readonly<Record<string, string>>
}

/** The gateway of a configuration, or the one at `url`. */
export function gatewayOf({ server }: Pick<Config, 'server'>, url?: string): RunningGateway {
  const { host, port, adminKey } = server
  const name = host.includes(':') ? `[${host}]` : host
  const near = name.replace('0.0.0.0', '127.0.0.1').replace('[::]', '[::1]')
  return {
    origin: (url ?? `http://${near}:${String(port)}`).replace(/\/+$/, ''),
    headers: adminKey === undefined ? {} : { authorization: `Bearer ${adminKey.reveal()}` },
  }
}

/** Whether it answers. */
export async function isRunning({ origin }: RunningGateway, patienceMs = 3000): Promise<boolean> {
  try {
    const answer = await fetch(`${origin}/livez`, { signal: AbortSignal.timeout(patienceMs) })
    return answer.ok && (await answer.text()) === 'ok'
  } catch {
    // Nobody is there, which is an answer.
    return false
  }
}
