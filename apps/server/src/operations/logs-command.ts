import type { JsonObject, JsonValue } from '@signalbox/core'

import { style, type Terminal } from '../cli/terminal.ts'
import { loadConfig } from '../config/load-config.ts'
import { askGateway, objectIn } from './ask-gateway.ts'
import { reasonOf } from './diagnosis.ts'
import { readEvents } from './read-events.ts'
import { gatewayOf, type RunningGateway } from './running-gateway.ts'

/** What `signalbox logs` is told. */
export interface LogsOptions {
  readonly config?: string
  readonly url?: string
  readonly follow?: true
  readonly json?: true
  readonly limit: string
  readonly provider?: string
  readonly model?: string
  readonly tenant?: string
  readonly route?: string
  readonly errors?: true
}

const againAfterMs = 1000

/** `signalbox logs`: the last requests of a running gateway; with `-f` what happens there, until a signal. */
export async function logs(options: LogsOptions, terminal: Terminal): Promise<number> {
  const { env, cwd, err } = terminal
  const { config } = await loadConfig(options.config, env, { cwd })
  const gateway = gatewayOf(config, options.url)
  try {
    return await (options.follow === true
      ? follow(gateway, options, terminal)
      : list(gateway, options, terminal))
  } catch (error) {
    err(`${gateway.origin}: ${reasonOf(error)}`)
    return 1
  }
}

async function list(
  gateway: RunningGateway,
  options: LogsOptions,
  terminal: Terminal,
): Promise<number> {
  const query = new URLSearchParams({ limit: options.limit })
  for (const name of ['provider', 'model', 'tenant', 'route'] as const)
    if (options[name] !== undefined) query.set(name, options[name])
  const response = await askGateway(gateway, `/admin/v1/requests?${query.toString()}`)
  const { data } = (await response.json()) as { readonly data: readonly JsonObject[] }
  for (const row of data.toReversed()) if (isWanted(row, options)) show(row, options, terminal)
  return 0
}

async function follow(
  gateway: RunningGateway,
  options: LogsOptions,
  terminal: Terminal,
): Promise<number> {
  const stop = new AbortController()
  const leave = (['SIGINT', 'SIGTERM', 'SIGPIPE'] as const).map((name) =>
    terminal.onSignal(name, () => {
      stop.abort()
    }),
  )
  let last: string | undefined
  let hasBeenThere = false
  try {
    while (!stop.signal.aborted) {
      try {
        const response = await askGateway(gateway, '/admin/v1/live', {
          headers: last === undefined ? {} : { 'last-event-id': last },
          signal: stop.signal,
        })
        hasBeenThere = true
        for await (const { id, event, data } of readEvents(response.body)) {
          last = id ?? last
          const row = objectIn(data)
          if (event === 'request' && isWanted(row, options)) show(row, options, terminal)
          else if (event !== 'request' && event !== '') tell(event, row, options, terminal)
        }
      } catch (error) {
        if (stop.signal.aborted) break
        // A gateway that starts again is waited for; one that never answered is not there.
        if (!hasBeenThere) throw error
      }
      await pause(againAfterMs, stop.signal)
    }
    return 0
  } finally {
    for (const each of leave) each()
  }
}

function isWanted(row: JsonObject, options: LogsOptions): boolean {
  const { provider, model, tenant, route, errors } = options
  const fits = (name: string, wanted: string | undefined) =>
    wanted === undefined || row[name] === wanted
  return (
    fits('provider', provider) &&
    fits('model', model) &&
    fits('tenant', tenant) &&
    fits('route', route) &&
    (errors !== true || Number(row['status'] ?? 0) >= 400)
  )
}

function show(row: JsonObject, { json }: LogsOptions, terminal: Terminal): void {
  if (json === true) return terminal.out(JSON.stringify(row))
  const status = Number(row['status'] ?? 0)
  const target = [row['provider'], row['model']].filter((part) => typeof part === 'string')
  const tokens = `${textOf(row['input_tokens'])}+${textOf(row['output_tokens'])} tokens`
  terminal.out(
    [
      textOf(row['time']).slice(11, 23),
      style(terminal, status >= 400 ? 'red' : 'green', String(status)),
      `${String(Math.round(Number(row['total_ms'] ?? 0)))} ms`,
      target.join('/') || '-',
      tokens,
      ...(typeof row['cost_usd'] === 'string' ? [`$${row['cost_usd']}`] : []),
      ...(typeof row['tenant'] === 'string' ? [row['tenant']] : []),
      ...(typeof row['error_type'] === 'string' ? [row['error_type']] : []),
      textOf(row['id']),
    ].join('  '),
  )
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

function tell(event: string, row: JsonObject, { json }: LogsOptions, terminal: Terminal): void {
  if (json === true) terminal.out(JSON.stringify({ event, ...row }))
  else terminal.out(style(terminal, 'dim', `${event}  ${JSON.stringify(row)}`))
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
