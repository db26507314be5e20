import { header, type Context, type GatewayRequest, type Target } from '@signalbox/core'

import type { TrafficClass } from './permit.ts'

/** The longest wait for room or for the end of a block, by class. */
const waitBoundsMs: Readonly<Record<TrafficClass, number>> = {
  interactive: 1000,
  standard: 5000,
  background: 30_000,
}

/** What is left of a client's patience for the gateway's own answer: so long, of a short patience a part. */
const answerMs = 250
const answerShare = 0.1

/** How long a client waits for all of it, in ms: its own header, else what official SDKs tell; never past its deadline. */
export function patienceOf(request: GatewayRequest, wall: number): number {
  const told = header(request.source?.headers ?? [], 'x-stainless-timeout')
  const seconds = told === undefined ? Number.NaN : Number(told)
  const patience = request.hints?.timeoutMs ?? (seconds > 0 ? seconds * 1000 : Infinity)
  return Math.min(
    slackOf(request, wall),
    Math.max(patience * (1 - answerShare), patience - answerMs),
  )
}

/** Until the deadline that a request states, in ms; Infinity without one. */
function slackOf({ hints }: GatewayRequest, wall: number): number {
  if (hints?.deadline !== undefined) return hints.deadline - wall
  return hints?.deadlineInMs ?? Infinity
}

/** How urgent a request is: as it says itself, or as far away as its deadline is. */
export function classOf(request: GatewayRequest, wall: number): TrafficClass {
  const said = request.hints?.priority
  if (said !== undefined) return said
  const slack = slackOf(request, wall)
  return slack < Infinity && slack > waitBoundsMs.background ? 'background' : 'standard'
}

/** The longest wait for room; who states a deadline may wait until then. */
export function waitMaxOf(
  request: GatewayRequest,
  trafficClass: TrafficClass,
  wall: number,
): number {
  const slack = slackOf(request, wall)
  const bound = waitBoundsMs[trafficClass]
  return trafficClass === 'background' && slack < Infinity ? Math.max(bound, slack) : bound
}

/** False for what a provider may have acted on: its own tools, its stored state, or by the client's word. */
export function isReplaySafe(request: GatewayRequest): boolean {
  const told = header(request.source?.headers ?? [], 'x-signalbox-no-replay')
  if (told !== undefined && told !== 'false') return false
  if (request.operation !== 'chat') return true
  return request.tools?.every((tool) => tool.type !== 'server') ?? true
}

/** Copies are only sent of what leaves no trace at the provider. */
export function isHedgeable(request: GatewayRequest): boolean {
  if (request.operation !== 'chat' || !request.stream) return false
  return request.state === undefined && isReplaySafe(request)
}

/** The candidates that carry every tag a request demands. */
function compliant({ candidates, requires, request }: Context): readonly Target[] {
  const fit =
    requires.length === 0
      ? candidates
      : candidates.filter(({ tags = [] }) => requires.every((tag) => tags.includes(tag)))
  return request.hints?.allowFallbacks === false ? fit.slice(0, 1) : fit
}

/** Attempts in all, the first included; the caller can only lower them. */
export function attemptsOf({ hints }: GatewayRequest, maxAttempts: number): number {
  return Math.max(1, Math.min(maxAttempts, (hints?.maxRetries ?? Infinity) + 1))
}

/** The middleware's own target when a router gave none. */
export function candidatesOf(context: Context): readonly Target[] {
  if (context.candidates.length > 0) return compliant(context)
  return context.target === undefined ? [] : [context.target]
}
