import { header, type JsonObject, type Source } from '@signalbox/core'

import type { Warn } from './own-fields.ts'

/** Betas of Anthropic's API that its models keep on this wire. */
const kept = new Set([
  'context-1m-2025-08-07',
  'effort-2025-11-24',
  'fine-grained-tool-streaming-2025-05-14',
  'interleaved-thinking-2025-05-14',
  'output-128k-2025-02-19',
  'token-efficient-tools-2025-02-19',
])

/** A client's `anthropic-beta` header as the field the models read. */
export function encodeBetas(source: Source | undefined, warn: Warn): JsonObject {
  const named = source === undefined ? undefined : header(source.headers, 'anthropic-beta')
  if (named === undefined) return {}
  const betas = named.split(',').flatMap((text) => (text.trim() === '' ? [] : [text.trim()]))
  const fitting = betas.filter((beta) => kept.has(beta))
  for (const beta of betas)
    if (!kept.has(beta)) warn('dropped', 'anthropic-beta', `Not at this provider: ${beta}.`)
  return fitting.length === 0 ? {} : { anthropic_beta: fitting }
}
