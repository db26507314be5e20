import { createInjectionDetector, loadInjectionModel } from '@signalbox/safety/injection'

import { tableOf } from './figure.ts'
import { laterFigures } from './later-figures.ts'

const rules = createInjectionDetector()
const both = createInjectionDetector({ model: await loadInjectionModel() })
const figures = [
  ...laterFigures('rules', (surface) => rules.assess(surface).score),
  ...laterFigures('rules + model', (surface) => both.assess(surface).score),
]
process.stdout.write(`${tableOf(figures)}\n`)
