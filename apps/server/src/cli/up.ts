import type { Logger } from '@signalbox/core'
import { StoreError } from '@signalbox/store'

import { renderIssues } from '../config/config-error.ts'
import type { Config, ServerConfig } from '../config/config.ts'
import { loadConfig } from '../config/load-config.ts'
import type { LoadedConfig } from '../config/loaded-config.ts'
import { watchConfig, type ConfigWatch } from '../config/watch.ts'
import type { StoreUrls } from '../stores/open-stores.ts'
import { exposureProblem } from './exposure.ts'
import { listenProblem } from './listen-problem.ts'
import { startText } from './start-text.ts'
import { style, type Terminal } from './terminal.ts'
import { untilStopped } from './until-stopped.ts'

/** A started gateway. `swap` changes its configuration for new requests; `close` drains. */
export interface RunningServer {
  readonly url: string
  close(): Promise<void>
  swap(config: Config): void
}

export type StartServer = (options: { config: Config; logger: Logger }) => Promise<RunningServer>

/** How one of several processes says what the group says once. */
export interface GroupNotices {
  /** For what concerns the configuration, which all of them read. */
  readonly notices: Terminal
  readonly listening: (url: string) => void
}

/** `signalbox up`: starts the gateway and runs until a signal. */
export async function up(
  flags: { config?: string; port?: number; host?: string },
  terminal: Terminal,
  start: StartServer,
  group?: GroupNotices,
): Promise<number> {
  const { env, cwd } = terminal
  const logger = createLogger(terminal)
  const load = (): Promise<LoadedConfig> =>
    loadConfig(flags.config, env, { cwd, host: flags.host, port: flags.port })
  const { config, origin, warnings } = await load()
  if (warnings.length > 0 && group === undefined) terminal.err(renderIssues(warnings))
  const exposed = exposureProblem(config)
  if (exposed !== undefined) {
    terminal.err(exposed)
    return 1
  }
  let server: RunningServer
  try {
    server = await start({ config, logger })
  } catch (error) {
    if (error instanceof StoreError) {
      terminal.err(`The store ${config.store ?? ''} cannot be opened: ${error.message}`)
      return 1
    }
    terminal.err(listenProblem(error, config.server.host, config.server.port))
    return 1
  }
  const watch =
    origin.file === undefined
      ? undefined
      : await follow({
          file: origin.file,
          files: origin.files,
          load,
          server,
          listening: config.server,
          stores: config,
          terminal,
          notices: group?.notices ?? terminal,
        })
  const stopped = untilStopped(terminal, async () => {
    if (group === undefined) logger.info('stopping: no new requests, running ones finish')
    watch?.close()
    await server.close()
  })
  if (group === undefined) {
    terminal.out(`signalbox listening on ${server.url}`)
    terminal.out(startText({ url: server.url, config, origin }))
  } else group.listening(server.url)
  return stopped
}

interface Followed {
  readonly file: string
  readonly files: readonly string[] | undefined
  readonly load: () => Promise<LoadedConfig>
  readonly server: RunningServer
  /** What it listens on; only a restart changes that. */
  readonly listening: ServerConfig
  /** What it keeps things in; only a restart changes that too. */
  readonly stores: StoreUrls
  readonly terminal: Terminal
  /** For what is told once, however many processes read the file. */
  readonly notices: Terminal
}

/** Without a watch (some file systems have none) the gateway runs on what it has. */
async function follow(followed: Followed): Promise<ConfigWatch | undefined> {
  const { file, files, load, terminal, notices } = followed
  try {
    return await watchConfig({
      file,
      files,
      load,
      onChange: (loaded) => take(loaded, followed),
      onRejected(error) {
        notices.err(style(notices, 'red', 'configuration refused, the last good one stays:'))
        notices.err(error.message)
      },
      onRequest: (reload) => terminal.onSignal('SIGHUP', reload),
    })
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    notices.err(`warning: ${file} is not watched (${reason}); a change takes a restart`)
    return undefined
  }
}

function take(
  { config, warnings }: LoadedConfig,
  { server, listening, stores, notices }: Followed,
): void {
  const { host, port, adminKey } = config.server
  const exposed = exposureProblem({ ...config, server: { ...listening, adminKey } })
  if (exposed !== undefined) throw new Error(exposed)
  if (warnings.length > 0) notices.err(renderIssues(warnings))
  server.swap(config)
  notices.out('configuration reloaded')
  if (host !== listening.host || port !== listening.port)
    notices.err('warning: a new server.host or server.port takes a restart')
  if (config.store !== stores.store || config.redis !== stores.redis)
    notices.err('warning: a new store or redis takes a restart')
}

/** Log lines for a person at a terminal. */
export function createLogger({ out, err }: Terminal): Logger {
  const line = (level: string, message: string, fields?: object): string =>
    fields === undefined
      ? `${level} ${message}`
      : `${level} ${message} ${JSON.stringify(fields, printable)}`
  return {
    debug: () => undefined,
    info: (message, fields) => out(line('info', message, fields)),
    warn: (message, fields) => err(line('warn', message, fields)),
    error: (message, fields) => err(line('error', message, fields)),
  }
}

/** An error prints as its stack: JSON would show it as {}. */
function printable(_key: string, value: unknown): unknown {
  return value instanceof Error ? (value.stack ?? value.message) : value
}
