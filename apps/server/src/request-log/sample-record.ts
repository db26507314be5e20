import type { AttemptRecord, RequestRecord } from '@signalbox/telemetry'

const tokens = { input: 10, cacheRead: 1, cacheWrite: 2, output: 5, reasoning: 3 }

/** An attempt for tests and benchmarks. */
export function sampleAttempt(patch: Partial<AttemptRecord> = {}): AttemptRecord {
  return {
    n: 1,
    target: 'acme/m1',
    provider: 'acme',
    model: 'm1',
    reason: 'first',
    outcome: 'ok',
    startMs: 1,
    totalMs: 40,
    ttftMs: 20,
    chunks: 0,
    keyId: 'blue',
    status: 200,
    tokens,
    nanoUsd: 1_234n,
    basis: 'provider_usage',
    confidence: 'verified',
    priceRowId: 'row-1',
    ...patch,
  }
}

/** A record for tests and benchmarks; its sums are those of its attempts. */
export function sampleRecord(patch: Partial<RequestRecord> = {}): RequestRecord {
  const attempts = patch.attempts ?? [sampleAttempt()]
  const sum = (read: (attempt: AttemptRecord) => number) =>
    attempts.reduce((before, attempt) => before + read(attempt), 0)
  return {
    id: crypto.randomUUID(),
    startMs: 1_790_000_000_000,
    totalMs: 42,
    ttftMs: 21,
    overheadUs: 300,
    queueMs: 0,
    method: 'POST',
    httpRoute: '/v1/chat/completions',
    surface: 'openai-chat',
    operation: 'chat',
    requestedModel: 'alias',
    provider: attempts.at(-1)?.provider,
    model: attempts.at(-1)?.model,
    route: 'fast',
    tenant: 'acme',
    keyId: 'app',
    stream: false,
    status: 200,
    clientAbort: false,
    tokens: {
      input: sum((attempt) => attempt.tokens?.input ?? 0),
      cacheRead: sum((attempt) => attempt.tokens?.cacheRead ?? 0),
      cacheWrite: sum((attempt) => attempt.tokens?.cacheWrite ?? 0),
      output: sum((attempt) => attempt.tokens?.output ?? 0),
      reasoning: sum((attempt) => attempt.tokens?.reasoning ?? 0),
    },
    nanoUsd: attempts.reduce((before, { nanoUsd }) => before + (nanoUsd ?? 0n), 0n),
    costUnknown: attempts.some(({ nanoUsd }) => nanoUsd === null),
    steps: [],
    guards: [],
    warnings: [],
    attempts,
    ...patch,
  }
}
