import {
  GatewayError,
  type Context,
  type Dialect,
  type GatewayRequest,
  type JsonObject,
} from '@signalbox/core'

import { cacheView, type CacheView } from './actions/cache-view.ts'
import { conversationOf, nonceOf, Pseudonyms } from './actions/pseudonyms.ts'
import { spotlightNote, tokenNote } from './actions/spotlight.ts'
import { canaryDetector, canaryRandom, canaryText } from './output/canary.ts'
import { externalDestinations } from './output/external-destination.ts'
import type { RuleContext } from './policy/applies.ts'
import type { CompiledPolicy } from './policy/compile-policy.ts'
import { DetectorFailed, type Scanner, type ScanResult } from './scan/create-scanner.ts'
import { classifyRequest } from './surfaces/classify-request.ts'
import { rewriteRequest, withNotes } from './surfaces/rewrite-request.ts'
import type { Classify } from './surfaces/walk-body.ts'
import type { Detector } from './types.ts'

/** What became of a request, and what its answer needs to know. */
export interface Governed {
  readonly result: ScanResult
  readonly request: GatewayRequest
  readonly context: RuleContext
  readonly own: readonly Detector[]
  readonly cacheView: CacheView
}

/** What governing needs beside the request. */
export interface GovernOptions {
  readonly policy: CompiledPolicy
  readonly scanner: Scanner
  readonly dialects: readonly Dialect[]
  readonly key: Uint8Array
  /** Told what was found, also where the request is refused for it. */
  readonly onResult: (result: ScanResult) => void
  /** Told where nothing was found out, and the request is refused for that. */
  readonly onFailure: (failure: DetectorFailed) => void
}

/** Scans a request; rejects with `content_blocked` when nothing may be sent. */
export async function governRequest(context: Context, options: GovernOptions): Promise<Governed> {
  const { policy, scanner, dialects, key, onResult, onFailure } = options
  const { request } = context
  checkCounts(request, policy)
  const view = viewOf(request, dialects)
  const known = ruleContext(context)
  const conversation = conversationFor(request)
  const nonce = nonceOf(key, { tenant: known.tenant ?? '', policy: policy.id, conversation })
  const scan = { ...known, pseudonyms: new Pseudonyms(nonce), signal: context.signal }
  const result = await scanner
    .scan({ body: view.body, classify: view.classify }, scan)
    .catch((error: unknown) => {
      if (!(error instanceof DetectorFailed)) throw error
      onFailure(error)
      throw refused(error.rule, 'could not be checked; send it again later')
    })
  onResult(result)
  if (result.blocked !== undefined)
    throw refused(
      result.blocked.rule,
      'is not allowed; take it out',
      clientPath(request, result.blocked.path),
    )
  checkAttachments(result, policy)
  const edited = result.edited as JsonObject
  const rewritten = edited === view.body ? request : view.rewrite(edited)
  const isEnforced = policy.policy.mode === 'enforce'
  const canary =
    isEnforced && policy.policy.canary === true && hasSystem(request) ? canaryRandom() : undefined
  const notes = [
    ...(isEnforced && needsTokenNote(result, policy) ? [tokenNote] : []),
    ...(result.spotlighted ? [spotlightNote] : []),
    ...(canary === undefined ? [] : [canaryText(canary)]),
  ]
  return {
    result,
    request: withNotes(rewritten, notes),
    context: { ...known, tainted: result.tainted },
    own: ownDetectors(result, policy, canary),
    cacheView: cacheView(nonce, canary),
  }
}

/** What rules may ask about a request. */
function ruleContext({ caller, facts, request }: Context): RuleContext {
  return {
    model: request.model,
    tags: [...(caller?.tags ?? []), ...(request.hints?.tags ?? [])],
    ...(caller === undefined ? {} : { tenant: caller.tenant }),
    ...(caller?.key === undefined ? {} : { key: caller.key }),
    ...(facts.route === undefined ? {} : { route: facts.route }),
  }
}

interface View {
  readonly body: JsonObject
  readonly classify: Classify
  readonly rewrite: (edited: JsonObject) => GatewayRequest
}

const readable: ReadonlySet<GatewayRequest['operation']> = new Set([
  'chat',
  'count-tokens',
  'embed',
  'rerank',
  'moderate',
])

/** The client's own body where its dialect explains it, else the request as it was decoded. */
function viewOf(request: GatewayRequest, dialects: readonly Dialect[]): View {
  const { source } = request
  const speaking = dialects.filter(
    (candidate) =>
      candidate.classify !== undefined && source?.wire.startsWith(candidate.name) === true,
  )
  const [dialect] = speaking
  if (source !== undefined && dialect !== undefined && readable.has(request.operation))
    return {
      body: source.body,
      classify: (path, body) => dialect.classify?.(path, body),
      rewrite: (edited) => rewriteRequest(request, edited, speaking),
    }
  const { source: _, hints, ...rest } = request
  const body = rest as unknown as JsonObject
  return {
    body,
    classify: classifyRequest,
    rewrite: (edited) => {
      const changed = edited as unknown as GatewayRequest
      return hints === undefined ? changed : { ...changed, hints }
    },
  }
}

/** Where a client wrote it: what is to be spoken is its `input`. */
function clientPath({ operation }: GatewayRequest, path: string): string {
  return operation === 'speech' ? path.replace(/^\/prompt$/, '/input') : path
}

function refused(rule: string, why: string, path?: string): GatewayError {
  const place = path === undefined || path === '' ? '' : ` at ${path}`
  return new GatewayError(
    'content_blocked',
    `The rule "${rule}" stopped this request: what it holds${place} ${why}.`,
    {
      origin: 'client',
      scope: 'request',
      ran: 'no',
      ...(path === undefined ? {} : { param: path }),
    },
  )
}

function checkCounts(request: GatewayRequest, { policy }: CompiledPolicy): void {
  const { maxBodyBytes = 32 * 1024 * 1024 } = policy.limits ?? {}
  if ((request.source?.bytes?.length ?? 0) > maxBodyBytes)
    throw new GatewayError(
      'payload_too_large',
      `The body is larger than ${String(maxBodyBytes)} bytes.`,
      { origin: 'client' },
    )
  if (request.operation !== 'chat') return
  const { maxMessages = 2000, maxTools = 512 } = policy.limits ?? {}
  const check = (what: string, count: number, limit: number) => {
    if (count > limit)
      throw new GatewayError(
        'payload_too_large',
        `The request has ${String(count)} ${what}; the limit is ${String(limit)}.`,
        { origin: 'client' },
      )
  }
  check('messages', request.messages.length, maxMessages)
  check('tools', request.tools?.length ?? 0, maxTools)
}

function checkAttachments({ unscanned }: ScanResult, { policy }: CompiledPolicy): void {
  if (unscanned > 0 && policy.attachments === 'block' && policy.mode === 'enforce')
    throw refused('attachments', 'cannot be looked into; send text')
}

/** Turns that a provider keeps are not read here: each has tokens of its own, or two values would share one. */
function conversationFor(request: GatewayRequest): string {
  const text = conversationOf(firstUserText(request))
  const known = request.sessionId ?? text
  const { previousId, conversationId } = (request.operation === 'chat' && request.state) || {}
  const kept = previousId ?? conversationId
  return kept === undefined ? known : [known, kept, text].join(' ')
}

function firstUserText(request: GatewayRequest): string {
  if (request.operation !== 'chat') return ''
  const turn = request.messages.find(({ role }) => role === 'user')
  const part = turn?.content.find(({ type }) => type === 'text')
  return part?.type === 'text' ? part.text : ''
}

function hasSystem(request: GatewayRequest): boolean {
  return (
    request.operation === 'chat' &&
    request.messages.some(({ role }) => role === 'system' || role === 'developer')
  )
}

function needsTokenNote(result: ScanResult, { policy }: CompiledPolicy): boolean {
  const { note = 'when-needed' } = policy
  if (note === 'off') return false
  if (note === 'when-needed') return result.pseudonyms.size > 0
  return policy.input.some(({ action }) => action.type === 'pseudonymize')
}

/** Detectors that know what this request holds. */
function ownDetectors(
  result: ScanResult,
  policy: CompiledPolicy,
  canary: string | undefined,
): readonly Detector[] {
  const wants = policy.output.some(({ detectors }) =>
    detectors.some(({ id }) => id === 'external_destination'),
  )
  const texts = (isOutside: boolean) =>
    result.surfaces
      .filter(({ trust }) => (trust === 'external') === isOutside)
      .map(({ text }) => text)
  return [
    ...(canary === undefined ? [] : [canaryDetector(canary)]),
    ...(wants ? [externalDestinations(texts(true), texts(false))] : []),
  ]
}
