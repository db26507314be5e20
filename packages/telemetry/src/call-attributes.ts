import type { Attributes, Span } from '@opentelemetry/api'
import type { CallFact, ChatRequest, GatewayRequest } from '@signalbox/core'

import { operationName } from './operation-name.ts'
import type { AttemptRecord } from './request-record.ts'
import { isWritten, type Semconv } from './semconv.ts'
import { attribute } from './span-names.ts'
import type { TargetFacts } from './target-facts.ts'

/** Sets an attribute that has a value. */
export function put(span: Span, name: string, value: Attributes[string]): void {
  if (value !== undefined) span.setAttribute(name, value)
}

/** What samplers may look at: known before the call. */
export function startAttributes(
  request: GatewayRequest,
  { model }: { readonly model: string },
  { provider, address, port }: TargetFacts,
): Attributes {
  return {
    [attribute.operation]: operationName[request.operation],
    [attribute.provider]: provider,
    [attribute.requestModel]: model,
    [attribute.address]: address === '' ? undefined : address,
    [attribute.port]: port === '' ? undefined : Number(port),
  }
}

/** What was asked for; never its content. */
export function putRequest(span: Span, request: GatewayRequest): void {
  if (request.operation !== 'chat') {
    put(span, attribute.conversation, request.sessionId)
    return
  }
  const { candidates, format, reasoning, state, stop } = request
  put(span, attribute.conversation, state?.conversationId ?? request.sessionId)
  put(span, attribute.outputType, format === undefined ? undefined : outputType(format))
  put(span, attribute.choices, candidates === 1 ? undefined : candidates)
  put(span, attribute.seed, request.seed)
  put(span, attribute.stream, request.stream)
  put(span, attribute.topK, request.topK)
  put(span, attribute.maxTokens, request.maxOutputTokens)
  put(span, attribute.temperature, request.temperature)
  put(span, attribute.topP, request.topP)
  put(span, attribute.frequencyPenalty, request.frequencyPenalty)
  put(span, attribute.presencePenalty, request.presencePenalty)
  put(span, attribute.stop, stop === undefined ? undefined : [...stop])
  put(span, attribute.reasoningLevel, reasoning?.effort)
  put(span, attribute.previousResponse, state?.previousId)
}

function outputType({ type }: NonNullable<ChatRequest['format']>): string {
  return type === 'text' ? 'text' : 'json'
}

/** What came of an attempt. */
export function putAttempt(
  span: Span,
  attempt: AttemptRecord,
  { responseId }: Pick<CallFact, 'responseId'>,
  semconv: Semconv,
): void {
  const { n, errorType, tokens, ttftMs, finishReason } = attempt
  put(span, attribute.attempt, n)
  put(span, attribute.attemptReason, attempt.reason)
  put(span, attribute.verdict, attempt.verdict)
  put(span, attribute.resend, n === 1 ? undefined : n - 1)
  put(span, attribute.status, attempt.status)
  put(span, attribute.errorType, attempt.outcome === 'error' ? errorType : undefined)
  put(span, attribute.upstreamKey, attempt.keyId)
  put(span, attribute.upstreamRequestId, attempt.upstreamRequestId)
  put(span, attribute.responseId, responseId === '' ? undefined : responseId)
  put(span, attribute.responseModel, attempt.responseModel)
  put(span, attribute.finishReasons, finishReason === undefined ? undefined : [finishReason])
  if (ttftMs !== undefined && attempt.chunks > 0) put(span, attribute.firstChunk, ttftMs / 1000)
  if (tokens !== undefined) putTokens(span, tokens, semconv)
}

function putTokens(
  span: Span,
  tokens: NonNullable<AttemptRecord['tokens']>,
  semconv: Semconv,
): void {
  const { input, cacheRead, cacheWrite, output, reasoning } = tokens
  put(span, attribute.inputTokens, input + cacheRead + cacheWrite)
  put(span, attribute.outputTokens, output + reasoning)
  if (cacheRead > 0) put(span, attribute.cacheRead, cacheRead)
  if (cacheWrite > 0 && isWritten('1.41', semconv)) put(span, attribute.cacheCreation, cacheWrite)
  if (cacheWrite > 0 && isWritten('latest', semconv)) put(span, attribute.cacheWrite, cacheWrite)
  if (reasoning > 0) put(span, attribute.reasoningTokens, reasoning)
}
