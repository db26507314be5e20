import { header, type HeaderList } from './http.ts'

/** The caller's own id where it is usable, else a new one; `now` is Unix ms. */
export function requestIdOf(headers: HeaderList, now: number): string {
  const given = header(headers, 'x-request-id')
  return given !== undefined && /^[A-Za-z0-9._-]{1,128}$/.test(given) ? given : newRequestId(now)
}

/** A UUIDv7: ids of one replica sort by time. */
export function newRequestId(now: number): string {
  const time = Math.floor(now).toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${crypto.randomUUID().slice(15)}`
}
