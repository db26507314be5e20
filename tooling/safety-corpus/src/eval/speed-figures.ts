import {
  createInjectionDetector,
  createRuleEngine,
  foldText,
  type InjectionModel,
} from '@signalbox/safety/injection'

import { benignDocument } from '../generate-benign.ts'
import { createRandom } from '../random.ts'
import type { Figure } from './figure.ts'

/** Goals D1 and D2 for the injection half, on whatever else the machine is doing. */
export function speedFigures(model: InjectionModel, loadMs: number): Figure[] {
  const random = createRandom(41)
  let text = ''
  while (text.length < 1_000_000) text += `${benignDocument(random)}\n`
  const rules = createRuleEngine()
  const folded = foldText(text)
  const reading = rules(folded, ['direct'])
  const perSecond = (what: string, run: () => unknown): Figure => {
    const best = Math.min(...Array.from({ length: 5 }, () => timeOf(run)))
    const figure = `${(text.length / 1000 / best).toFixed(1)} MB/s`
    return { goal: 'D1', what, figure, n: text.length }
  }
  const detector = createInjectionDetector({ model })
  const small = text.slice(0, 1000)
  const surface = {
    path: '/text',
    role: 'user',
    trust: 'user',
    text: small,
    editable: true,
    kind: 'text',
  } as const
  const times = Array.from({ length: 400 }, () => timeOf(() => detector.assess(surface)))
  const median = times.toSorted((a, b) => a - b)[200] ?? 0
  const hostile = ['a', '@', '1', '(', 'ignore ', 'ignore all previous ', '![](http://a?'].map(
    (piece) =>
      timeOf(() =>
        detector.assess({ ...surface, text: piece.repeat(Math.ceil(100_000 / piece.length)) }),
      ),
  )
  return [
    perSecond('folding', () => foldText(text)),
    perSecond('injection rules, folded text', () => rules(folded, ['direct', 'external'])),
    perSecond('injection model, folded text', () => model.user(folded, reading)),
    {
      goal: 'D1',
      what: 'injection, rules and model, 1 KB, median',
      figure: `${median.toFixed(2)} ms`,
      n: 400,
    },
    {
      goal: 'D2',
      what: 'injection, slowest of hostile 100 KB texts',
      figure: `${Math.max(...hostile).toFixed(0)} ms`,
      n: hostile.length,
    },
    { goal: 'D2', what: 'model, first load', figure: `${loadMs.toFixed(0)} ms`, n: 1 },
  ]
}

function timeOf(run: () => unknown): number {
  const start = performance.now()
  run()
  return performance.now() - start
}
