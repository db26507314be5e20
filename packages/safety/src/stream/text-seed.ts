import type { Part, PartSeed } from '@signalbox/core'

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

/** Places in a text and its signature are known once the text is. */
export function withoutBeside(part: TextSeed): {
  seed: TextSeed
  beside: Partial<Part> | undefined
} {
  const { citations, continuity, ...rest } = part
  const isSigned = continuity?.kind === 'signature'
  if (citations === undefined && !isSigned) return { seed: part, beside: undefined }
  const beside = {
    ...(citations === undefined ? {} : { citations }),
    ...(isSigned ? { continuity } : {}),
  }
  const seed = isSigned || continuity === undefined ? rest : { ...rest, continuity }
  return { seed, beside }
}
