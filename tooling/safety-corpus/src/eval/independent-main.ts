import { createInjectionDetector, loadInjectionModel } from '@signalbox/safety/injection'

import { tableOf } from './figure.ts'
import { independentFigures, type IndependentSet } from './independent-figures.ts'

const set: IndependentSet = process.argv[2] === 'latest' ? 'latest' : 'later'
const rules = createInjectionDetector()
const both = createInjectionDetector({ model: await loadInjectionModel() })
const figures = [
  ...independentFigures(set, 'rules', (surface) => rules.assess(surface).score),
  ...independentFigures(set, 'rules + model', (surface) => both.assess(surface).score),
]
process.stdout.write(`${tableOf(figures)}\n`)
