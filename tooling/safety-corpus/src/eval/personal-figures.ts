import { compilePolicy, createScanner, loadDetectors } from '@signalbox/safety'

import { createRandom } from '../random.ts'
import type { Figure } from './figure.ts'
import { personalText, templateFiles, templatesOf, type Span } from './personal-texts.ts'

const rounds = 3
/** A span is right when nine tenths of both agree. */
const least = 0.9

/** Goals by type; those without one count for all types together. */
const goals: Readonly<Record<string, string>> = {
  CREDIT_CARD: 'A1',
  PHONE_NUMBER: 'A2',
  EMAIL_ADDRESS: 'A3',
  IBAN_CODE: 'A3',
  IP_ADDRESS: 'A3',
  US_SSN: 'A3',
  URL: 'A3',
  PERSON: 'A4',
}

interface Tally {
  right: number
  missed: number
  wrong: number
}

/** Goals A1 to A5 on filled templates: precision, recall and F2, all types asked for. */
export async function personalFigures(): Promise<Figure[]> {
  const rules = [{ id: 'pii', detect: 'pii', types: ['ALL'], action: { type: 'flag' } }] as const
  const policy = compilePolicy(
    { mode: 'enforce', input: rules, output: [] },
    { detectors: await loadDetectors() },
  )
  const scanner = createScanner(policy)
  const byType = new Map<string, Tally>()
  const bare: Tally = { right: 0, missed: 0, wrong: 0 }
  const any: Tally = { right: 0, missed: 0, wrong: 0 }
  for (const file of templateFiles) {
    const random = createRandom(31)
    for (const line of templatesOf(file))
      for (let round = 0; round < rounds; round++) {
        const { text, spans } = personalText(random, line)
        const { findings } = await scanner.scan({ text })
        for (const type of Object.keys(goals)) {
          const own = ofType(spans, type)
          const found = ofType(findings, type)
          count(byType.get(type) ?? newTally(byType, type), own, found)
          if (file === 'bare' && type === 'PHONE_NUMBER') count(bare, own, found)
        }
        count(any, spans, findings)
      }
  }
  return [
    ...[...byType].map(([type, tally]) => figureOf(goals[type] ?? '', type, tally)),
    figureOf('A2', 'PHONE_NUMBER where no word says so', bare),
    figureOf('A5', 'all spans as one type', any),
  ]
}

function newTally(byType: Map<string, Tally>, type: string): Tally {
  const tally = { right: 0, missed: 0, wrong: 0 }
  byType.set(type, tally)
  return tally
}

function ofType<Typed extends Span>(spans: readonly Typed[], type: string): readonly Typed[] {
  return spans.filter((span) => span.type === type)
}

function count(tally: Tally, wanted: readonly Span[], found: readonly Span[]): void {
  const right = wanted.filter((span) => found.some((other) => overlap(span, other) >= least)).length
  tally.right += right
  tally.missed += wanted.length - right
  tally.wrong += found.filter((span) =>
    wanted.every((other) => overlap(span, other) < least),
  ).length
}

function overlap(a: Span, b: Span): number {
  const common = Math.min(a.end, b.end) - Math.max(a.start, b.start)
  return common / (Math.max(a.end, b.end) - Math.min(a.start, b.start))
}

function figureOf(goal: string, what: string, { right, missed, wrong }: Tally): Figure {
  const precision = right / (right + wrong)
  const recall = right / (right + missed)
  const f2 = (5 * precision * recall) / (4 * precision + recall)
  const figure = `P ${precision.toFixed(3)}, R ${recall.toFixed(3)}, F2 ${f2.toFixed(3)}`
  return { goal, what, figure, n: right + missed }
}
