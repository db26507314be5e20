import { header, type HeaderList } from '@signalbox/core'

/** The key a client presents, in whichever of the usual headers. */
export function presentedKey(headers: HeaderList): string | undefined {
  const bearer = /^Bearer +(\S.*)$/i.exec(header(headers, 'authorization') ?? '')?.[1]?.trim()
  return (
    bearer ??
    header(headers, 'x-api-key') ??
    header(headers, 'api-key') ??
    header(headers, 'x-goog-api-key')
  )
}
