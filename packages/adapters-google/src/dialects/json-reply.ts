import { stringify, type JsonObject, type Outbound } from '@signalbox/core'

/** A whole answer. */
export function jsonReply(body: JsonObject): Outbound {
  return {
    status: 200,
    headers: ['content-type', 'application/json; charset=UTF-8'],
    body: stringify(body),
  }
}
