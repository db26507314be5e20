import { exposureProblem } from '../cli/exposure.ts'
import { startText } from '../cli/start-text.ts'
import type { Terminal } from '../cli/terminal.ts'
import { untilStopped } from '../cli/until-stopped.ts'
import { createLogger } from '../cli/up.ts'
import { renderIssues } from '../config/config-error.ts'
import type { Config } from '../config/config.ts'
import { loadConfig } from '../config/load-config.ts'
import { openDefaultStores } from '../stores/open-default-stores.ts'
import type { Stores } from '../stores/open-stores.ts'
import { openRequestLog } from '../telemetry/open-request-log.ts'
import { clusterWorkers } from './cluster-workers.ts'
import { startFleet } from './fleet.ts'
import { openGroupDesk } from './group-desk.ts'
import type { UpFlags } from './welcome.ts'

/** `signalbox up --workers N`: several processes on one address; runs until a signal. */
export async function runGroup(
  flags: UpFlags & { readonly workers: number },
  terminal: Terminal,
): Promise<number> {
  const { env, cwd } = terminal
  const { workers, ...rest } = flags
  const logger = createLogger(terminal)
  const { config, origin, warnings } = await loadConfig(flags.config, env, {
    cwd,
    host: flags.host,
    port: flags.port,
  })
  if (warnings.length > 0) terminal.err(renderIssues(warnings))
  const exposed = exposureProblem(config)
  if (exposed !== undefined) {
    terminal.err(exposed)
    return 1
  }
  let stores: Stores | undefined
  try {
    if (!isServer(config)) stores = await openDefaultStores(withoutRedis(config), { logger })
  } catch (error) {
    terminal.err(error instanceof Error ? error.message : String(error))
    return 1
  }
  const log = openRequestLog({
    config: () => config,
    logger,
    requests: { file: 'data/requests.db', print: !process.stdout.isTTY },
  })
  const simulator = lazySimulator()
  const desk = openGroupDesk({ engine: stores?.engine, log, simulatorUrl: simulator.url })
  const continuityKey = crypto.getRandomValues(new Uint8Array(32))
  const fleet = startFleet({
    workers,
    start: clusterWorkers(desk, (slot) => ({
      flags: rest,
      slot,
      workers,
      truth: stores === undefined ? undefined : { folder: stores.folder, key: stores.key() },
      isLogged: log !== undefined,
      continuityKey,
    })),
    onDeath({ slot, code, againInMs }) {
      logger.warn('a worker ended and is started again', { worker: slot, code, againInMs })
    },
  })
  const close = async () => {
    await fleet.stop()
    const lost = (await log?.close()) ?? 0
    if (lost > 0) logger.warn('records of requests were lost', { lost })
    await stores?.close()
    await simulator.close()
  }
  const stopped = untilStopped(
    {
      ...terminal,
      exit(code) {
        fleet.kill()
        terminal.exit(code)
      },
    },
    async () => {
      logger.info('stopping: no new requests, running ones finish')
      await close()
    },
  )
  const url = await fleet.started
  if (url === undefined) {
    await close()
    return 1
  }
  if (origin.file !== undefined) terminal.onSignal('SIGHUP', () => fleet.reload())
  terminal.out(`signalbox listening on ${url}`)
  terminal.out(startText({ url, config, origin }))
  return stopped
}

/** Its processes are joined by the server; a file has one owner. */
function isServer({ store = '' }: Config): boolean {
  return /^postgres(?:ql)?:/u.test(store)
}

function withoutRedis({ store }: Config): { readonly store: string | undefined } {
  return { store }
}

function lazySimulator(): { readonly url: () => Promise<string>; close(): Promise<void> } {
  let running: Promise<{ readonly url: string; close(): Promise<void> }> | undefined
  const start = async () => {
    const { simulate } = await import('@signalbox/simulator')
    return simulate({ port: 0, seed: 1 })
  }
  return {
    async url() {
      running ??= start()
      return (await running).url
    },
    async close() {
      await (await running)?.close()
    },
  }
}
