import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { loadConfig, startServer } from '@signalbox/server'

/** A gateway as `npm start` gives it on a machine without keys, on a free port. */
export interface DemoGateway extends AsyncDisposable {
  readonly url: string
}

export async function openDemoGateway(): Promise<DemoGateway> {
  const empty = mkdtempSync(join(tmpdir(), 'signalbox-docs-'))
  const { config } = await loadConfig(
    undefined,
    {},
    { cwd: empty, port: 0, probeOllama: async () => undefined },
  )
  rmSync(empty, { recursive: true })
  const quiet = () => undefined
  const logger = { debug: quiet, info: quiet, warn: quiet, error: quiet }
  const server = await startServer({ config, logger })
  return { url: server.url, [Symbol.asyncDispose]: () => server.close() }
}
