import { buckets } from './buckets.ts'
import type { Metric } from './metric.ts'

/** Metrics whose names are the GenAI conventions'. */
export type GenaiMetricKey =
  | 'operationDuration'
  | 'inferenceDuration'
  | 'tokenUsage'
  | 'inferenceInput'
  | 'inferenceOutput'
  | 'inferenceCacheRead'
  | 'inferenceCacheWrite'
  | 'inferenceReasoning'
  | 'inferenceInputSize'
  | 'inferenceOutputSize'
  | 'firstChunk'
  | 'inferenceFirstChunk'
  | 'perChunk'
  | 'inferencePerChunk'
  | 'serverDuration'
  | 'serverFirstToken'
  | 'serverPerToken'

const call: readonly string[] = [
  'gen_ai.operation.name',
  'gen_ai.provider.name',
  'gen_ai.request.model',
  'gen_ai.response.model',
  'server.address',
  'server.port',
]
const failing: readonly string[] = [...call, 'error.type']
const seconds = { kind: 'histogram', unit: 's' } as const
const usageCounter = {
  kind: 'counter',
  unit: '{token}',
  labels: [...call, 'gen_ai.token.modality'],
  edition: 'latest',
} as const

/** What one call of a provider adds, in the words of every edition. */
export const genaiMetrics: Readonly<Record<GenaiMetricKey, Metric>> = {
  operationDuration: {
    ...seconds,
    name: 'gen_ai.client.operation.duration',
    help: 'Time of one call of a provider, to the end of its answer.',
    labels: failing,
    buckets: buckets.seconds,
    edition: '1.41',
  },
  inferenceDuration: {
    ...seconds,
    name: 'gen_ai.client.inference.duration',
    help: 'Time of one call of a provider, to the end of its answer.',
    labels: failing,
    buckets: buckets.seconds,
    edition: 'latest',
  },
  tokenUsage: {
    kind: 'histogram',
    name: 'gen_ai.client.token.usage',
    unit: '{token}',
    help: 'Billable tokens of one call; the types do not overlap.',
    labels: [...call, 'gen_ai.token.type'],
    buckets: buckets.tokens,
    edition: '1.41',
  },
  inferenceInput: {
    ...usageCounter,
    name: 'gen_ai.client.inference.usage.input_tokens',
    help: 'Input tokens, cached ones included.',
  },
  inferenceOutput: {
    ...usageCounter,
    name: 'gen_ai.client.inference.usage.output_tokens',
    help: 'Output tokens, reasoning included.',
  },
  inferenceCacheRead: {
    ...usageCounter,
    name: 'gen_ai.client.inference.usage.cache_read.input_tokens',
    help: 'Input tokens that came from a cache.',
  },
  inferenceCacheWrite: {
    ...usageCounter,
    name: 'gen_ai.client.inference.usage.cache_write.input_tokens',
    help: 'Input tokens that were written to a cache.',
  },
  inferenceReasoning: {
    ...usageCounter,
    name: 'gen_ai.client.inference.usage.reasoning.output_tokens',
    help: 'Output tokens spent on reasoning.',
  },
  inferenceInputSize: {
    kind: 'histogram',
    name: 'gen_ai.client.inference.operation.input_tokens',
    unit: '{token}',
    help: 'Input tokens of one call.',
    labels: call,
    buckets: buckets.tokens,
    edition: 'latest',
  },
  inferenceOutputSize: {
    kind: 'histogram',
    name: 'gen_ai.client.inference.operation.output_tokens',
    unit: '{token}',
    help: 'Output tokens of one call.',
    labels: call,
    buckets: buckets.tokens,
    edition: 'latest',
  },
  firstChunk: {
    ...seconds,
    name: 'gen_ai.client.operation.time_to_first_chunk',
    help: 'Time to the first content of a stream.',
    labels: call,
    buckets: buckets.seconds,
    edition: '1.41',
  },
  inferenceFirstChunk: {
    ...seconds,
    name: 'gen_ai.client.inference.time_to_first_chunk',
    help: 'Time to the first content of a stream.',
    labels: call,
    buckets: buckets.seconds,
    edition: 'latest',
  },
  perChunk: {
    ...seconds,
    name: 'gen_ai.client.operation.time_per_output_chunk',
    help: 'Mean time between the chunks of one stream.',
    labels: call,
    buckets: buckets.seconds,
    edition: '1.41',
  },
  inferencePerChunk: {
    ...seconds,
    name: 'gen_ai.client.inference.time_per_output_chunk',
    help: 'Mean time between the chunks of one stream.',
    labels: call,
    buckets: buckets.seconds,
    edition: 'latest',
  },
  serverDuration: {
    ...seconds,
    name: 'gen_ai.server.request.duration',
    help: 'Time of one call, for boards made for model servers.',
    labels: failing,
    buckets: buckets.seconds,
  },
  serverFirstToken: {
    ...seconds,
    name: 'gen_ai.server.time_to_first_token',
    help: 'Time to the first token, for boards made for model servers.',
    labels: call,
    buckets: buckets.ttft,
  },
  serverPerToken: {
    ...seconds,
    name: 'gen_ai.server.time_per_output_token',
    help: 'Mean time per output token after the first, for boards made for model servers.',
    labels: call,
    buckets: buckets.tpot,
  },
}
