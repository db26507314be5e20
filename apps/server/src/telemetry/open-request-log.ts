import type { Logger } from '@signalbox/core'

import type { Config } from '../config/config.ts'
import {
  postgresRequestLog,
  sqliteRequestLog,
  type RequestLog,
} from '../request-log/request-log.ts'

/** Where requests are written down unless the configuration says so itself. */
export interface OpenRequestLogOptions {
  readonly config: () => Config
  readonly requests?: { readonly file: string; readonly print: boolean } | undefined
  readonly logger: Logger | undefined
}

/** Opens the file that a configuration names, else the PostgreSQL of its store, else the given file; undefined: nothing is written down. */
export function openRequestLog({
  config,
  requests,
  logger,
}: OpenRequestLogOptions): RequestLog | undefined {
  const { telemetry: section = {}, providers, store = '' } = config()
  if (section.requests === false || section.enabled === false) return undefined
  const { file, content, requestDays, minuteDays, hourDays, maxMegabytes } = section.requests ?? {}
  const retention = {
    ...(requestDays === undefined ? {} : { requestDays }),
    ...(minuteDays === undefined ? {} : { minuteDays }),
    ...(hourDays === undefined ? {} : { hourDays }),
    ...(maxMegabytes === undefined ? {} : { maxBytes: maxMegabytes * 1e6 }),
    ...(content?.days === undefined ? {} : { contentDays: content.days }),
  }
  const print = section.logs?.requests ?? requests?.print ?? false
  const isWanted = requests !== undefined || section.requests !== undefined
  if (isWanted && isSharedLog(config()))
    return postgresRequestLog({ url: store, retention, print, logger })
  const given = file ?? requests?.file
  if (given === undefined) return undefined
  // What simulated providers answered is never counted with the real.
  const isDemo = providers.some(({ demo }) => demo)
  const chosen = isDemo ? given.replace(/(?:\.db)?$/, '-demo.db') : given
  return sqliteRequestLog({ file: chosen, retention, print, logger })
}

/** Whether all replicas write into one request log: that of a PostgreSQL store, unless a file is named. */
export function isSharedLog({ telemetry = {}, providers, store = '' }: Config): boolean {
  const isFile = telemetry.requests !== false && telemetry.requests?.file !== undefined
  return /^postgres(?:ql)?:/u.test(store) && !isFile && !providers.some(({ demo }) => demo)
}
