import type { Adapter, Capabilities, Operation, WireRequest } from '@signalbox/core'

import { embeddingsCodec } from './embeddings/codec.ts'
import { classifyError } from './errors.ts'
import { openaiLimits, readRateLimits } from './limits.ts'
import { mediaCodec } from './media/codec.ts'
import { moderationsCodec } from './moderations/codec.ts'
import { rerankCodec } from './rerank/codec.ts'
import type { CompatibleRow } from './row.ts'

/** What a row that says nothing of its operations is taken to offer. */
const usual: readonly Operation[] = ['chat', 'embed']

const mediaOperations: ReadonlySet<Operation> = new Set(['image', 'speech', 'transcribe'])

/** What every adapter of a row does the same way: the key, errors, limits, all but chat. */
export function adapterParts(row: CompatibleRow): Omit<Adapter, 'chat'> {
  const operations = row.capabilities?.operations ?? usual
  const hasMedia = operations.some((name) => mediaOperations.has(name))
  const known = capabilitiesOf(row)
  const { limits = openaiLimits, auth = { header: 'authorization', prefix: 'Bearer ' } } = row
  return {
    provider: row.provider,
    ...(operations.includes('embed') ? { embed: embeddingsCodec(row) } : {}),
    ...(operations.includes('rerank') ? { rerank: rerankCodec(row) } : {}),
    ...(operations.includes('moderate') ? { moderate: moderationsCodec(row) } : {}),
    ...(hasMedia ? { media: mediaCodec(row) } : {}),
    authorize: (request, credential) =>
      auth === 'none'
        ? request
        : withHeader(request, auth.header, auth.prefix + credential.key.reveal()),
    classifyError: (response, now) => classifyError(response, limits, now),
    readRateLimits: (headers, now) => readRateLimits(headers, limits, now),
    capabilities: ({ capabilities }) =>
      capabilities === undefined ? known : { ...known, ...capabilities },
  }
}

function withHeader(request: WireRequest, name: string, value: string): WireRequest {
  return { ...request, headers: [...request.headers, name, value] }
}

function capabilitiesOf(row: CompatibleRow): Capabilities {
  return {
    operations: usual,
    ...(row.callIds === undefined ? {} : { callId: row.callIds.pattern }),
    mergeToolResults: false,
    streamUsage: true,
    ...row.capabilities,
  }
}
