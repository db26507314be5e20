import { Client, types, TypeOverrides } from 'pg'

import type { Ask, Row } from '../query.ts'

/** One connection, opened at the first use and again after it broke. */
export interface PostgresConnection {
  rows(ask: Ask): Promise<readonly Row[]>
  /** All of it, or nothing. */
  transaction<Value>(work: () => Promise<Value>): Promise<Value>
  close(): Promise<void>
}

/** Its tables stand apart from those of the store. */
export const logSchema = 'signalbox_log'

/** `onOpen` runs whenever a connection is there anew. */
export function postgresConnection(
  url: string,
  options: {
    readonly statementMs: number
    readonly onOpen?: ((connection: PostgresConnection) => Promise<void>) | undefined
  },
): PostgresConnection {
  let opening: Promise<Client> | undefined

  async function open(): Promise<Client> {
    const client = new Client({
      connectionString: url,
      connectionTimeoutMillis: 3000,
      statement_timeout: options.statementMs,
      query_timeout: options.statementMs + 1000,
      keepAlive: true,
      application_name: 'signalbox request log',
      types: asNumbers(),
    })
    // Without a listener a cut connection would end the thread.
    client.on('error', () => undefined)
    client.once('end', () => (opening = undefined))
    await client.connect()
    await client.query(`SET search_path TO ${logSchema}`)
    await options.onOpen?.(over(Promise.resolve(client)))
    return client
  }

  function ready(): Promise<Client> {
    opening ??= open().catch((error: unknown) => {
      opening = undefined
      throw error
    })
    return opening
  }

  const connection: PostgresConnection = {
    rows: (ask) => over(ready()).rows(ask),
    transaction: (work) => over(ready()).transaction(work),
    async close() {
      const client = await opening?.catch(() => undefined)
      await client?.end()
    },
  }
  return connection
}

function over(client: Promise<Client>): PostgresConnection {
  const run = async (text: string) => (await client).query(text)
  return {
    async rows({ sql, values, isPlain = false }) {
      const query = { text: numbered(sql), values: values.map(valueOf) }
      const connected = await client
      if (!isPlain) return (await connected.query<Record<string, unknown>>(query)).rows
      const { rows } = await connected.query<unknown[]>({ ...query, rowMode: 'array' })
      return rows as unknown as readonly Row[]
    },
    async transaction(work) {
      await run('BEGIN')
      try {
        const value = await work()
        await run('COMMIT')
        return value
      } catch (error) {
        await run('ROLLBACK').catch(() => undefined)
        throw error
      }
    },
    close: async () => (await client).end(),
  }
}

/** `$1` for `?`. */
function numbered(sql: string): string {
  let index = 0
  return sql.replaceAll('?', () => `$${String(++index)}`)
}

function valueOf(value: Ask['values'][number]): unknown {
  // PostgreSQL keeps every character but this one.
  if (typeof value === 'string') return value.replaceAll('\u0000', '')
  return value instanceof Uint8Array ? Buffer.from(value) : value
}

/** Counts and sums are far below 2^53; money is asked for as text. */
function asNumbers(): TypeOverrides {
  const overrides = new TypeOverrides()
  for (const type of [types.builtins.INT8, types.builtins.NUMERIC])
    overrides.setTypeParser(type, Number)
  return overrides
}
