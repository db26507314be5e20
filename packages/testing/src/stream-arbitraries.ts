import { explode, type Completion, type StreamEvent } from '@signalbox/core'
import fc from 'fast-check'

import { completions, type CompletionOptions } from './arbitraries.ts'

/** An answer and one of the many streams that tell it. */
export interface ToldCompletion {
  readonly completion: Completion
  readonly events: readonly StreamEvent[]
}

/** Streams with texts in pieces, parts and candidates interleaved, usage early or late. */
export function streams(options: CompletionOptions = {}): fc.Arbitrary<ToldCompletion> {
  const choices = fc.array(fc.nat(1000), { minLength: 8, maxLength: 8 })
  return fc
    .tuple(completions(options), choices, fc.integer({ min: 1, max: 9 }))
    .map(([completion, picks, size]) => ({
      completion,
      events: interleave([...explode(completion)], picks, size),
    }))
}

function interleave(
  events: readonly StreamEvent[],
  picks: readonly number[],
  size: number,
): readonly StreamEvent[] {
  const lanes = new Map<string, StreamEvent[]>()
  const finishes: StreamEvent[] = []
  const ends: StreamEvent[] = []
  const out: StreamEvent[] = []
  for (const event of events) {
    if (event.type === 'start' || event.type === 'blocked') out.push(event)
    else if (event.type === 'finish') finishes.push(event)
    else if ('index' in event) {
      const key = `${String(event.candidate)}/${String(event.index)}`
      const lane = lanes.get(key) ?? []
      lanes.set(key, [...lane, ...pieces(event, size)])
    } else ends.push(event)
  }
  const open = [...lanes.values()]
  for (let turn = 0; open.length > 0; turn++) {
    // A small window keeps indexes starting in order, as providers do.
    const window = Math.min(open.length, 3)
    const at = (picks[turn % picks.length] ?? 0) % window
    const lane = open[at] ?? []
    const started = open.slice(0, at).every((earlier) => earlier[0]?.type !== 'part-start')
    const chosen = started ? lane : (open[0] ?? [])
    const event = chosen.shift()
    if (event !== undefined) out.push(event)
    if (chosen.length === 0) open.splice(open.indexOf(chosen), 1)
  }
  return (picks[0] ?? 0) % 2 === 0 ? [...out, ...finishes, ...ends] : [...out, ...ends, ...finishes]
}

function pieces(event: StreamEvent, size: number): readonly StreamEvent[] {
  if (event.type !== 'part-delta') return [event]
  const units = Array.from(event.text)
  const out: StreamEvent[] = []
  for (let from = 0; from < units.length; from += size)
    out.push({ ...event, text: units.slice(from, from + size).join('') })
  return out
}
