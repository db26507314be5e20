import type { StreamEvent } from '@signalbox/core'

interface Open {
  readonly type: string
  ended: boolean
}

/** Throws a sentence when a stream breaks the canonical grammar. */
export function checkEvents(events: readonly StreamEvent[]): void {
  const candidates = new Map<number, { parts: Open[]; finished: boolean }>()
  let started = false
  let failed = false
  for (const [at, event] of events.entries()) {
    const where = `event ${String(at)} (${event.type})`
    if (failed) throw new Error(`${where} comes after an error.`)
    if (event.type === 'start') {
      if (started) throw new Error(`${where} is a second start.`)
      started = true
    } else if (event.type === 'error') failed = true
    else if (!started && event.type !== 'opaque') throw new Error(`${where} comes before start.`)
    if ('candidate' in event) {
      const known = candidates.get(event.candidate) ?? { parts: [], finished: false }
      candidates.set(event.candidate, known)
      if (known.finished && event.type !== 'logprobs')
        throw new Error(`${where} comes after the finish of its candidate.`)
      if (event.type === 'finish') known.finished = true
      checkPart(event, known.parts, where)
    }
  }
  if (failed) return
  for (const [number, { parts, finished }] of candidates) {
    if (!finished) throw new Error(`Candidate ${String(number)} has no finish.`)
    if (parts.some(({ ended }) => !ended))
      throw new Error(`Candidate ${String(number)} has an open part.`)
  }
}

const withText: ReadonlySet<string> = new Set(['text', 'reasoning', 'refusal', 'tool-call'])

function checkPart(event: StreamEvent, parts: Open[], where: string): void {
  if (!('index' in event)) return
  if (event.type === 'part-start') {
    if (event.index !== parts.length)
      throw new Error(`${where} has index ${String(event.index)}, not ${String(parts.length)}.`)
    parts.push({ type: event.part.type, ended: false })
    return
  }
  const part = parts[event.index]
  if (part === undefined) throw new Error(`${where} is for a part that never started.`)
  if (part.ended && event.type !== 'part-patch')
    throw new Error(`${where} is for a part that has ended.`)
  if (event.type === 'part-end') part.ended = true
  if (event.type === 'part-delta' && !withText.has(part.type))
    throw new Error(`${where} is text for a ${part.type} part.`)
}
