import type { Part, PartSeed } from '@signalbox/core'

import { withoutPieces } from './without-pieces.ts'

/** A part whose text comes piece by piece. */
export type TextSeed = Extract<PartSeed, { type: 'text' | 'reasoning' | 'refusal' | 'tool-call' }>

/** Whether a part has a text of its own. */
export function hasText(part: PartSeed): part is TextSeed {
  switch (part.type) {
    case 'text':
    case 'reasoning':
    case 'refusal':
    case 'tool-call':
      return true
    case 'media':
    case 'tool-result':
    case 'server-tool':
    case 'reference':
    case 'opaque':
      return false
  }
}

/** Places in a text, its signature and its pieces are known once the text is. */
export function withoutBeside(part: TextSeed): {
  seed: TextSeed
  beside: Partial<Part> | undefined
} {
  const { citations, continuity, extensions, ...rest } = part
  const isSigned = continuity?.kind === 'signature'
  const isInPieces = withoutPieces(extensions) !== extensions
  if (citations === undefined && !isSigned && !isInPieces) return { seed: part, beside: undefined }
  const seed = {
    ...rest,
    ...(isSigned || continuity === undefined ? {} : { continuity }),
    ...(isInPieces || extensions === undefined ? {} : { extensions }),
  }
  const beside = {
    ...(citations === undefined ? {} : { citations }),
    ...(isSigned ? { continuity } : {}),
    ...(isInPieces ? { extensions } : {}),
  }
  return { seed, beside }
}
