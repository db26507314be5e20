import type { Attributes } from '@opentelemetry/api'
import type { CallFact, ChatRequest, GatewayRequest } from '@signalbox/core'

import { operationName } from './operation-name.ts'
import type { AttemptRecord } from './request-record.ts'
import { isWritten, type Semconv } from './semconv.ts'
import { attribute } from './span-names.ts'
import type { TargetFacts } from './target-facts.ts'

/** What samplers may look at: known before the call. */
export function startAttributes(
  request: GatewayRequest,
  { model }: { readonly model: string },
  { provider, address, port }: TargetFacts,
): Attributes {
  return present({
    [attribute.operation]: operationName[request.operation],
    [attribute.provider]: provider,
    [attribute.requestModel]: model,
    [attribute.address]: address === '' ? undefined : address,
    [attribute.port]: port === '' ? undefined : Number(port),
  })
}

/** What was asked for; never its content. */
export function requestAttributes(request: GatewayRequest): Attributes {
  const conversation = { [attribute.conversation]: request.sessionId }
  if (request.operation !== 'chat') return present(conversation)
  const { candidates, format, reasoning, state } = request
  return present({
    ...conversation,
    [attribute.conversation]: state?.conversationId ?? request.sessionId,
    [attribute.outputType]: format === undefined ? undefined : outputType(format),
    [attribute.choices]: candidates === undefined || candidates === 1 ? undefined : candidates,
    [attribute.seed]: request.seed,
    [attribute.stream]: request.stream,
    [attribute.topK]: request.topK,
    [attribute.maxTokens]: request.maxOutputTokens,
    [attribute.temperature]: request.temperature,
    [attribute.topP]: request.topP,
    [attribute.frequencyPenalty]: request.frequencyPenalty,
    [attribute.presencePenalty]: request.presencePenalty,
    [attribute.stop]: request.stop === undefined ? undefined : [...request.stop],
    [attribute.reasoningLevel]: reasoning?.effort,
    [attribute.previousResponse]: state?.previousId,
  })
}

function outputType({ type }: NonNullable<ChatRequest['format']>): string {
  return type === 'text' ? 'text' : 'json'
}

/** What came of an attempt. */
export function attemptAttributes(
  attempt: AttemptRecord,
  { responseId }: Pick<CallFact, 'responseId'>,
  semconv: Semconv,
): Attributes {
  const { n, errorType, tokens, ttftMs, finishReason } = attempt
  const attributes: Attributes = {
    [attribute.attempt]: n,
    [attribute.attemptReason]: attempt.reason,
    [attribute.verdict]: attempt.verdict,
    [attribute.resend]: n === 1 ? undefined : n - 1,
    [attribute.status]: attempt.status,
    [attribute.errorType]: attempt.outcome === 'error' ? errorType : undefined,
    [attribute.upstreamKey]: attempt.keyId,
    [attribute.upstreamRequestId]: attempt.upstreamRequestId,
    [attribute.responseId]: responseId === '' ? undefined : responseId,
    [attribute.responseModel]: attempt.responseModel,
    [attribute.finishReasons]: finishReason === undefined ? undefined : [finishReason],
    [attribute.firstChunk]:
      ttftMs === undefined || attempt.chunks === 0 ? undefined : ttftMs / 1000,
  }
  if (tokens === undefined) return present(attributes)
  const { input, cacheRead, cacheWrite, output, reasoning } = tokens
  const some = (count: number) => (count === 0 ? undefined : count)
  return present({
    ...attributes,
    [attribute.inputTokens]: input + cacheRead + cacheWrite,
    [attribute.outputTokens]: output + reasoning,
    [attribute.cacheRead]: some(cacheRead),
    [attribute.cacheCreation]: isWritten('1.41', semconv) ? some(cacheWrite) : undefined,
    [attribute.cacheWrite]: isWritten('latest', semconv) ? some(cacheWrite) : undefined,
    [attribute.reasoningTokens]: some(reasoning),
  })
}

/** Without the attributes that have no value. */
export function present(attributes: Attributes): Attributes {
  const kept: Attributes = {}
  for (const name in attributes) {
    const value = attributes[name]
    if (value !== undefined) kept[name] = value
  }
  return kept
}
