import type { Command } from 'commander'

import { style, type Terminal } from '../cli/terminal.ts'
import type { KeyDesk } from './key-desk.ts'
import { readSpan } from './read-span.ts'

interface CommonOptions {
  readonly config?: string
  readonly json?: true
}

interface CreateOptions extends CommonOptions {
  readonly label?: string
  readonly user?: string
  readonly models?: string
  readonly scopes?: string
  readonly expires?: string
  readonly rpm?: string
  readonly tpm?: string
  readonly concurrency?: string
}

interface KeyRow {
  readonly id: string
  readonly tenant: string
  readonly label: string | null
  readonly state: string
  readonly created_at: string | null
  readonly expires_at: string | null
}

/** Adds `keys create`, `list`, `rotate` and `revoke`; what they need is loaded when they run. */
export function keysCommands(
  keys: Command,
  terminal: Terminal,
  done: (code: number) => void,
): void {
  const { out, err } = terminal
  const at = async (
    { config: file }: CommonOptions,
    work: (desk: KeyDesk) => Promise<void>,
  ): Promise<void> => {
    const { env, cwd } = terminal
    const { loadConfig } = await import('../config/load-config.ts')
    const { openKeyDesk } = await import('./key-desk.ts')
    const { config } = await loadConfig(file, env, { cwd })
    try {
      await using desk = await openKeyDesk(config, { cwd })
      await work(desk)
      done(0)
    } catch (error) {
      err(error instanceof Error ? error.message : String(error))
      done(1)
    }
  }
  const showNew = (answer: unknown, { json }: CommonOptions, place: string): void => {
    if (json === true) return out(JSON.stringify(answer, null, 2))
    const { key, id, tenant } = answer as { key: string } & KeyRow
    out(key)
    err(style(terminal, 'dim', `key ${id} of ${tenant} (${place}); it is not shown again`))
  }

  common(keys.command('create').description('make a key; it is shown once'))
    .argument('<tenant>', 'whose key; a tenant that is not there is made')
    .option('--label <text>', 'what it is for')
    .option('--user <name>', 'who uses it')
    .option('--models <patterns>', 'names and patterns, comma separated')
    .option('--scopes <operations>', 'chat, embed, …, comma separated')
    .option('--expires <when>', 'an ISO time, or a span such as 30d')
    .option('--rpm <count>', 'requests per minute')
    .option('--tpm <count>', 'tokens per minute')
    .option('--concurrency <count>', 'requests at once')
    .action(async (tenant: string, options: CreateOptions) =>
      at(options, async (desk) => {
        const body = { tenant, ...bodyOf(options) }
        const { data } = (await desk.call('tenants')) as { data: { name: string }[] }
        if (!data.some(({ name }) => name === tenant))
          await desk.call('tenants', { body: { name: tenant } })
        showNew(await desk.call('keys', { body }), options, desk.place)
      }),
    )
  common(keys.command('list').description('the keys there are, without their secrets'))
    .option('--tenant <name>', 'of one tenant')
    .action(async (options: CommonOptions & { readonly tenant?: string }) =>
      at(options, async (desk) => {
        const query =
          options.tenant === undefined ? '' : `?tenant=${encodeURIComponent(options.tenant)}`
        const { data } = (await desk.call(`keys${query}`)) as { data: KeyRow[] }
        if (options.json === true) out(JSON.stringify(data, null, 2))
        else for (const row of data) out(lineOf(row))
      }),
    )
  common(keys.command('rotate').description('a new secret under the same id'))
    .argument('<id>')
    .option('--overlap <span>', 'how long the old one stays good', '24h')
    .action(async (id: string, options: CommonOptions & { readonly overlap: string }) =>
      at(options, async (desk) => {
        const body = { overlap_seconds: Math.floor(readSpan(options.overlap) / 1000) }
        const answer = await desk.call(`keys/${encodeURIComponent(id)}/rotate`, { body })
        showNew(answer, options, desk.place)
      }),
    )
  common(keys.command('revoke').description('end a key at once, everywhere'))
    .argument('<id>')
    .action(async (id: string, options: CommonOptions) =>
      at(options, async (desk) => {
        await desk.call(`keys/${encodeURIComponent(id)}/revoke`, { method: 'POST' })
        out(options.json === true ? JSON.stringify({ id, revoked: true }) : `key ${id} is revoked`)
      }),
    )
}

function common(command: Command): Command {
  return command.option('-c, --config <file>', 'configuration file').option('--json', 'print JSON')
}

function bodyOf(options: CreateOptions): object {
  const { label, user, models, scopes, expires, rpm, tpm, concurrency } = options
  const numbers = Object.entries({ rpm, tpm, concurrency }).flatMap(([name, text]) =>
    text === undefined ? [] : [[name, Number(text)] as const],
  )
  return {
    label,
    user,
    models: models?.split(','),
    scopes: scopes?.split(','),
    ...(expires === undefined ? {} : { expires_at: timeOf(expires) }),
    ...(numbers.length === 0 ? {} : { limits: Object.fromEntries(numbers) }),
  }
}

function timeOf(text: string): string {
  if (/^\d+[smhd]$/.test(text)) return new Date(Date.now() + readSpan(text)).toISOString()
  const time = Date.parse(text)
  if (Number.isNaN(time))
    throw new TypeError(`"${text}" is neither an ISO time nor a span such as 30d.`)
  return new Date(time).toISOString()
}

function lineOf({ id, tenant, label, state, expires_at: expires }: KeyRow): string {
  const until = expires === null ? '' : `  until ${expires}`
  return `${id}  ${tenant}  ${state}${label === null ? '' : `  ${label}`}${until}`
}
