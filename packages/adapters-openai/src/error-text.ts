import type { JsonObject, JsonValue } from '@signalbox/core'
import { isJsonObject } from '@signalbox/core'

import { objects } from './json-fields.ts'

/** What an error body says, whoever wrote it. */
export interface ErrorText {
  readonly message?: string | undefined
  readonly code?: string | undefined
  readonly type?: string | undefined
  readonly param?: string | undefined
  /** A status inside the body. */
  readonly status?: number | undefined
}

/** Reads `{error:{…}}`, `{error:"…"}`, `{detail}`, `{message}`, lists of one, and what proxies send. */
export function readErrorText(body: JsonValue | undefined): ErrorText {
  if (Array.isArray(body)) return readErrorText((body as readonly JsonValue[])[0])
  if (!isJsonObject(body)) return {}
  const { error, detail } = body
  if (isJsonObject(error)) return fieldsOf(error, body)
  if (typeof error === 'string') return { ...fieldsOf(body, body), message: error }
  if (Array.isArray(error) && isJsonObject(error[0])) return fieldsOf(error[0], body)
  if (typeof detail === 'string') return { message: detail }
  if (Array.isArray(detail)) return validation(detail)
  return isJsonObject(body['message'])
    ? { ...fieldsOf(body, body), ...validation(body['message']['detail']) }
    : fieldsOf(body, body)
}

function fieldsOf(error: JsonObject, body: JsonObject): ErrorText {
  const { code, status_code: inner } = error
  const status = [code, inner, body['raw_status_code']].find(isStatus)
  const hidden = reasonOf(error)
  return {
    message: words(error['message']) ?? words(body['message']),
    code: words(code) ?? words(body['code']),
    type: words(error['type']) ?? words(error['status']),
    param: words(error['param']),
    ...(status === undefined ? {} : { status: Number(status) }),
    ...hidden,
  }
}

/** Azure says deeper why a prompt was refused. */
function reasonOf(error: JsonObject): ErrorText {
  const inner = isJsonObject(error['innererror']) ? error['innererror'] : {}
  return inner['code'] === 'ResponsibleAIPolicyViolation' ? { code: 'content_filter' } : {}
}

function validation(detail: JsonValue | undefined): ErrorText {
  const [first] = objects(detail)
  if (first === undefined) return {}
  const place = Array.isArray(first['loc']) ? first['loc'] : []
  const param = place.filter((step) => step !== 'body').join('.')
  return {
    message: words(first['msg']),
    type: words(first['type']),
    ...(param === '' ? {} : { param }),
  }
}

function isStatus(value: JsonValue | undefined): boolean {
  return /^[45]\d\d$/.test(words(value) ?? '')
}

function words(value: JsonValue | undefined): string | undefined {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value !== '' ? value : undefined
}
