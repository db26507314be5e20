import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { isJsonObject } from '@signalbox/core'

import type { Detector, Finding, Surface } from '../types.ts'
import { remoteGuard, type GuardOptions } from './guard-calls.ts'
import { wholeFinding } from './guard-findings.ts'
import { checkUrl, postJson, type GuardEndpoint } from './post-json.ts'

/** A service of one's own; it answers `{ action: allow | block | edit, spans?, score? }`. */
export interface Webhook extends GuardEndpoint {
  /** Shared with the service; signs time and body. */
  readonly secret: Uint8Array
  /** Sends role, trust and length, and no text. */
  readonly minimal?: boolean
  /** Unix ms; default `Date.now`. */
  readonly wall?: () => number
}

/** Asks a webhook; requests are signed and name their time, so that nobody can replay them. */
export function webhookGuard(webhook: Webhook, options: GuardOptions): Detector {
  const { id = 'webhook', fetch } = options
  const { secret, minimal = false, wall = () => Date.now(), headers } = webhook
  checkUrl(webhook.url)
  return remoteGuard(
    { id, version: '1', types: ['GUARD:blocked', 'GUARD:edit'] },
    async (surface, signal) => {
      const { role, trust, kind, text } = surface
      const about = { role, trust, kind, length: text.length }
      const body = JSON.stringify(minimal ? about : { ...about, text })
      const time = String(Math.floor(wall() / 1000))
      const signed = {
        ...headers,
        'x-signalbox-timestamp': time,
        'x-signalbox-signature': signatureOf(secret, time, body),
      }
      const answer = await postJson(fetch, { ...webhook, headers: signed }, body, signal)
      return findingsIn(answer, surface, id)
    },
    options,
  )
}

/** `v1=` and the hex HMAC-SHA-256 of `time.body`. */
export function signatureOf(secret: Uint8Array, time: string, body: string): string {
  return `v1=${bytesToHex(hmac(sha256, secret, utf8ToBytes(`${time}.${body}`)))}`
}

/** For the service: whether a request is ours, whole, and not older than five minutes. */
export function isSigned(
  request: { readonly time: string; readonly signature: string; readonly body: string },
  secret: Uint8Array,
  now: number,
): boolean {
  const age = now / 1000 - Number(request.time)
  if (!Number.isFinite(age) || Math.abs(age) > 300) return false
  const expected = signatureOf(secret, request.time, request.body)
  if (expected.length !== request.signature.length) return false
  let difference = 0
  for (let index = 0; index < expected.length; index++)
    difference |= expected.charCodeAt(index) ^ request.signature.charCodeAt(index)
  return difference === 0
}

function findingsIn(answer: unknown, surface: Surface, detector: string): Finding[] {
  const action = isJsonObject(answer) ? answer['action'] : undefined
  if (!isJsonObject(answer)) throw new Error('The webhook gave no object.')
  const { score, spans } = answer
  const sure = typeof score === 'number' ? score : 1
  if (action === 'allow') return []
  if (action === 'block')
    return [wholeFinding(surface, { detector, category: 'blocked', score: sure })]
  if (action !== 'edit' || !Array.isArray(spans))
    throw new Error('The webhook answered neither allow, nor block, nor edit with spans.')
  return (spans as readonly unknown[]).map((span) => {
    const { start, end } = isJsonObject(span) ? span : {}
    if (!isPlace(start) || !isPlace(end) || start >= end || end > surface.text.length)
      throw new Error('The webhook named a span that is not in the text.')
    return {
      ...wholeFinding(surface, { detector, category: 'edit', score: sure }),
      start,
      end,
    }
  })
}

function isPlace(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
}
