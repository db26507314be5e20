import { compilePolicy, createScanner, createTextFilter, defaultDetectors } from '@signalbox/safety'

import { createRandom, type Random } from '../random.ts'
import { type Figure, share } from './figure.ts'
import { personalText, templateFiles, templatesOf } from './personal-texts.ts'

const rounds = 400

/** Goals C1 and C2: any pieces give what the whole text gives, and little is held back. */
export async function streamFigures(): Promise<Figure[]> {
  const rules = [
    { id: 'pii', detect: 'pii', action: { type: 'redact' } },
    { id: 'secrets', detect: 'secrets', action: { type: 'redact' } },
  ] as const
  const policy = compilePolicy(
    { mode: 'enforce', input: rules, output: rules },
    { detectors: defaultDetectors() },
  )
  const scanner = createScanner(policy)
  const random = createRandom(21)
  const lines = templateFiles.flatMap((file) => templatesOf(file))
  let equal = 0
  let held = 0
  let pieces = 0
  let longest = 0
  for (let round = 0; round < rounds; round++) {
    const { text } = personalText(random, random.pick(lines))
    const { edited } = await scanner.scan({ text })
    const filter = createTextFilter(policy)
    let out = ''
    for (const piece of cut(text, random)) {
      out += filter.push(piece)
      held += filter.pending
      longest = Math.max(longest, filter.pending)
      pieces++
    }
    if (out + filter.end() === edited) equal++
  }
  const mean = (held / pieces).toFixed(1)
  return [
    share('C1', 'streams in random pieces that equal the whole text', equal, rounds),
    {
      goal: 'C2',
      what: 'held back, mean and most characters',
      figure: `${mean} / ${String(longest)}`,
      n: pieces,
    },
  ]
}

function cut(text: string, random: Random): string[] {
  const pieces: string[] = []
  for (let at = 0; at < text.length;) {
    const size = 1 + Math.floor(random.next() * 9)
    pieces.push(text.slice(at, at + size))
    at += size
  }
  return pieces
}
