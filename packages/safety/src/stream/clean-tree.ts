import type { JsonObject } from '@signalbox/core'
import type { LeafPath } from '@signalbox/core'

import { editBody } from '../surfaces/edit-body.ts'
import { walkBody } from '../surfaces/walk-body.ts'
import type { TextFilter } from './text-filter.ts'

/** Filters one string. */
type Cleaner = Pick<TextFilter, 'push' | 'end'>

/** A value of the answer that is no text of its own, every string of it filtered. */
export function cleanTree<Value extends object>(
  value: Value,
  filterFor: (path: string) => Cleaner,
): Value {
  const body = value as unknown as JsonObject
  const { surfaces } = walkBody(body, classify, { maxLeaves: Infinity })
  const edits = new Map<LeafPath, string>()
  for (const { place, text, path, kind } of surfaces) {
    if (kind === 'key') continue
    const filter = filterFor(path)
    const clean = filter.push(text) + filter.end()
    if (clean !== text) edits.set(place, clean)
  }
  return editBody(body, edits) as unknown as Value
}

/** Bytes, ids and signatures are no text. */
function classify(place: LeafPath): ReturnType<Parameters<typeof walkBody>[1]> {
  const key = place.findLast((step) => typeof step === 'string') ?? ''
  const exempt = /^(?:data|id|callId|type|signature|b64_json|encrypted_content)$/.test(key)
  return {
    role: 'assistant',
    trust: 'user',
    editable: true,
    kind: 'meta',
    ...(exempt ? { exempt: 'id' as const } : {}),
  }
}
