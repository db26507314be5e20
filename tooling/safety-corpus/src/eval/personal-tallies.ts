import { compilePolicy, createScanner, loadDetectors } from '@signalbox/safety'

import { createRandom } from '../random.ts'
import { personalText, templateFiles, templatesOf, type Span } from './personal-texts.ts'
import { unseenTexts, type UnseenPart } from './personal-unseen.ts'

/** A span is right when nine tenths of both agree. */
const least = 0.9

/** How often a type was found where it is, missed, and found where it is not. */
export interface Tally {
  right: number
  missed: number
  wrong: number
}

/** The tallies of single types, of all spans together, and of phones that no word announces. */
export interface PersonalTallies {
  readonly byType: ReadonlyMap<string, Tally>
  readonly any: Tally
  readonly barePhones: Tally
}

/** Fills every template some times and compares what all recognizers find with what was put in. */
export async function tallyPersonal(
  types: readonly string[],
  rounds: number,
): Promise<PersonalTallies> {
  const find = await everyFinding()
  const { byType, any, add } = newTallies(types)
  const barePhones = newTally()
  for (const file of templateFiles) {
    const random = createRandom(31)
    const lines = templatesOf(file).flatMap((line) => Array.from({ length: rounds }, () => line))
    for (const line of lines) {
      const { text, spans } = personalText(random, line)
      const findings = await find(text)
      add(spans, findings)
      if (file === 'bare')
        count(barePhones, ofType(spans, 'PHONE_NUMBER'), ofType(findings, 'PHONE_NUMBER'))
    }
  }
  return { byType, any, barePhones }
}

/** The same of texts whose values were written by hand. */
export async function tallyUnseen(
  types: readonly string[],
  part: UnseenPart,
): Promise<Pick<PersonalTallies, 'byType' | 'any'>> {
  const find = await everyFinding()
  const { byType, any, add } = newTallies(types)
  for (const { text, spans } of unseenTexts(part)) add(spans, await find(text))
  return { byType, any }
}

async function everyFinding(): Promise<(text: string) => Promise<readonly Span[]>> {
  const rules = [{ id: 'pii', detect: 'pii', types: ['ALL'], action: { type: 'flag' } }] as const
  const policy = compilePolicy(
    { mode: 'enforce', input: rules, output: [] },
    { detectors: await loadDetectors() },
  )
  const scanner = createScanner(policy)
  return async (text) => (await scanner.scan({ text })).findings
}

function newTallies(types: readonly string[]) {
  const byType = new Map(types.map((type) => [type, newTally()]))
  const any = newTally()
  return {
    byType,
    any,
    add: (wanted: readonly Span[], found: readonly Span[]) => {
      for (const [type, tally] of byType) count(tally, ofType(wanted, type), ofType(found, type))
      count(any, wanted, found)
    },
  }
}

/** Precision, recall, and F2, which counts recall four times as much. */
export function scoresOf({ right, missed, wrong }: Tally): {
  readonly precision: number
  readonly recall: number
  readonly f2: number
} {
  const precision = right / (right + wrong)
  const recall = right / (right + missed)
  return { precision, recall, f2: (5 * precision * recall) / (4 * precision + recall) }
}

function newTally(): Tally {
  return { right: 0, missed: 0, wrong: 0 }
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
