import { hash, timingSafeEqual } from 'node:crypto'

import { GatewayError, header, type HeaderList, type Secret, type Stage } from '@signalbox/core'

import { isForeignPage } from './surface/foreign-page.ts'

/** The key a client presents, in whichever of the usual headers. */
export function presentedKey(headers: HeaderList): string | undefined {
  const bearer = /^Bearer (.+)$/i.exec(header(headers, 'authorization') ?? '')?.[1]
  return (
    bearer ??
    header(headers, 'x-api-key') ??
    header(headers, 'api-key') ??
    header(headers, 'x-goog-api-key')
  )
}

/** Lets a request through when it presents the one key; without a key everybody may pass. */
export function doorKey(key: Secret | undefined): Stage {
  return {
    name: 'doorKey',
    enter({ request }) {
      const headers = request.source?.headers ?? []
      if (key === undefined && isForeignPage(headers)) throw foreignPage()
      if (!isPresented(headers, key))
        throw new GatewayError(
          'authentication',
          'Send the gateway key as "Authorization: Bearer …" (or x-api-key, x-goog-api-key).',
          { origin: 'client' },
        )
    },
  }
}

/** The refusal of a web page that is not of this machine, where no key is needed. */
export function foreignPage(): GatewayError {
  return new GatewayError(
    'permission',
    'Without keys this gateway answers programs and pages of this machine only: set server.adminKey or tenants.',
    { origin: 'client' },
  )
}

/** Whether the one key is among the headers; without a key everybody passes. */
export function isPresented(headers: HeaderList, key: Secret | undefined): boolean {
  if (key === undefined) return true
  const given = presentedKey(headers)
  return given !== undefined && sameText(given, key.reveal())
}

/** Takes the same time wherever the texts differ. */
function sameText(a: string, b: string): boolean {
  return timingSafeEqual(hash('sha256', a, 'buffer'), hash('sha256', b, 'buffer'))
}
