import { inputItemsPage } from '@signalbox/adapters-openai'
import { GatewayError, type HeaderList } from '@signalbox/core'
import { Hono, type Context as HonoContext, type Hono as HonoApp } from 'hono'

import type { ResponseShelf } from './response-shelf.ts'

/** Stored answers of the Responses surface: get, delete, cancel, list their input. */
export function responsesRoutes(shelf: ResponseShelf): HonoApp {
  const stored = async (c: HonoContext) => {
    const id = c.req.param('id') ?? ''
    const found = await shelf.find(headersOf(c), id)
    if (found === undefined)
      throw new GatewayError(
        'invalid_request',
        `Response with id '${id.slice(0, 100)}' not found.`,
        {
          origin: 'client',
          status: 404,
          param: 'response_id',
        },
      )
    return found
  }
  return new Hono()
    .get('/v1/responses/:id', async (c) => c.json((await stored(c)).response))
    .get('/v1/responses/:id/input_items', async (c) => {
      const { after, limit, order } = c.req.query()
      const page = {
        after,
        limit: limit === undefined ? undefined : Number.parseInt(limit, 10) || 20,
        order: order === 'asc' ? ('asc' as const) : ('desc' as const),
      }
      return c.json(inputItemsPage(await stored(c), page))
    })
    .delete('/v1/responses/:id', async (c) => {
      await stored(c)
      const id = c.req.param('id')
      await shelf.remove(headersOf(c), id)
      return c.json({ id, object: 'response', deleted: true })
    })
    .post('/v1/responses/:id/cancel', async (c) => {
      await stored(c)
      throw new GatewayError('invalid_request', 'Only a background response can be cancelled.', {
        origin: 'client',
      })
    })
}

function headersOf(c: HonoContext): HeaderList {
  return [...c.req.raw.headers].flat()
}
