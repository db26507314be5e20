import type { Part, PartSeed } from './content.ts'
import type { Completion, StreamEvent } from './response.ts'

/** Tells an answer as a stream, each text in one delta; `collect` gives the same answer back. */
export function* explode(completion: Completion): Iterable<StreamEvent> {
  const { id, model, createdAt, extensions, blocked, usage, candidates } = completion
  yield {
    type: 'start',
    id,
    model,
    ...(createdAt === undefined ? {} : { createdAt }),
    ...(extensions === undefined ? {} : { extensions }),
  }
  if (blocked !== undefined) yield { type: 'blocked', blocked }
  for (const [candidate, answer] of candidates.entries()) {
    for (const [index, part] of answer.message.content.entries()) {
      const { seed, text } = split(part)
      yield { type: 'part-start', candidate, index, part: seed }
      if (text !== '') yield { type: 'part-delta', candidate, index, text }
      yield { type: 'part-end', candidate, index }
    }
    if (answer.logprobs !== undefined)
      yield { type: 'logprobs', candidate, logprobs: answer.logprobs }
    yield {
      type: 'finish',
      candidate,
      finish: answer.finish,
      ...(answer.extensions === undefined ? {} : { extensions: answer.extensions }),
    }
  }
  if (usage !== undefined) yield { type: 'usage', usage }
}

function split(part: Part): { seed: PartSeed; text: string } {
  switch (part.type) {
    case 'text':
    case 'reasoning':
    case 'refusal': {
      const { text, ...seed } = part
      return { seed, text }
    }
    case 'tool-call': {
      const { arguments: text, ...seed } = part
      return { seed, text }
    }
    case 'media':
    case 'tool-result':
    case 'server-tool':
    case 'reference':
    case 'opaque':
      return { seed: part, text: '' }
  }
}
