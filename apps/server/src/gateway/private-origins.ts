import type { Config } from '../config/config.ts'

/** Where the one adapter that needs no address of its own looks for its server. */
const localDefault = { adapter: 'ollama', origin: 'http://127.0.0.1:11434' }

/** Whether an operator has put an origin into the configuration: only there may a private address be reached. */
export function isConfiguredOrigin({ providers }: Config, origin: string): boolean {
  return providers.some(({ adapter, baseUrl }) =>
    baseUrl === undefined
      ? adapter === localDefault.adapter && origin === localDefault.origin
      : new URL(baseUrl).origin === origin,
  )
}
