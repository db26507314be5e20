import { GatewayError } from '@signalbox/core'
import type { Context as HonoContext } from 'hono'
import type { z } from 'zod'

/** The JSON body of an admin call; throws a sentence that names what is wrong. */
export async function readBody<Value>(c: HonoContext, schema: z.ZodType<Value>): Promise<Value> {
  const text = await c.req.text()
  let value: unknown
  try {
    value = text === '' ? {} : JSON.parse(text)
  } catch {
    throw wrong('The body is not JSON.')
  }
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const place = issue?.path.map(String).join('.') ?? ''
  throw wrong(
    place === ''
      ? `The body: ${issue?.message ?? 'wrong'}.`
      : `"${place}": ${issue?.message ?? 'wrong'}.`,
  )
}

function wrong(message: string): GatewayError {
  return new GatewayError('invalid_request', message, { origin: 'client' })
}
