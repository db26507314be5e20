import { writeFileSync } from 'node:fs'

import {
  createInjectionDetector,
  createRuleEngine,
  foldText,
  loadInjectionModel,
} from '@signalbox/safety/injection'

import { generateCorpus } from '../generate.ts'
import { corpusRoot } from '../phrases.ts'
import { alarmFigures } from './alarm-figures.ts'
import { coldLoadFigures } from './cold-load-figures.ts'
import { tableOf } from './figure.ts'
import { freshFigures } from './fresh-figures.ts'
import { heldOutFigures, unseenFigures } from './held-out-figures.ts'
import { independentFigures } from './independent-figures.ts'
import { evasionFigures, injectionFigures, positionFigures } from './injection-figures.ts'
import { outsideFigures } from './outside-figures.ts'
import { personalFigures, unseenPersonalFigures } from './personal-figures.ts'
import { secretFigures } from './secret-figures.ts'
import { speedFigures } from './speed-figures.ts'
import { streamFigures } from './stream-figures.ts'

const start = performance.now()
const model = await loadInjectionModel()
const loadMs = performance.now() - start
const rules = createInjectionDetector()
const both = createInjectionDetector({ model })
const readRules = createRuleEngine()
const modelAlone = (text: string) => {
  const folded = foldText(text)
  return model.user(folded, { ...readRules(folded, ['direct']), sum: 0 }).score
}
const final = generateCorpus(1).filter(({ split }) => split === 'final')

const figures = [
  ...(await personalFigures()),
  ...(await unseenPersonalFigures()),
  ...(await secretFigures()),
  ...(await alarmFigures()),
  ...injectionFigures('rules', rules, final),
  ...injectionFigures('rules + model', both, final),
  ...positionFigures('rules', rules),
  ...positionFigures('rules + model', both),
  ...evasionFigures('rules', rules, final),
  ...evasionFigures('rules + model', both, final),
  ...heldOutFigures('rules', rules),
  ...heldOutFigures('rules + model', both),
  ...unseenFigures('rules', rules),
  ...unseenFigures('rules + model', both),
  ...outsideFigures('rules', rules),
  ...outsideFigures('rules + model', both),
  ...freshFigures('rules', (surface) => rules.assess(surface).score),
  ...freshFigures('model alone', ({ text }) => modelAlone(text)),
  ...freshFigures('rules + model', (surface) => both.assess(surface).score),
  ...independentFigures('later', 'rules', (surface) => rules.assess(surface).score),
  ...independentFigures('later', 'rules + model', (surface) => both.assess(surface).score),
  ...independentFigures('latest', 'rules', (surface) => rules.assess(surface).score),
  ...independentFigures('latest', 'rules + model', (surface) => both.assess(surface).score),
  ...(await streamFigures()),
]
const speeds = [...speedFigures(model, loadMs), ...(await coldLoadFigures())]
process.stdout.write(`${tableOf([...figures, ...speeds])}\n`)
writeFileSync(
  new URL('REPORT.md', corpusRoot),
  `# What the corpus measures

Written by \`pnpm --filter @signalbox/safety eval\` from the \`final\` split of the self-authored corpus (models ${model.user.version} and ${model.external.version}).
Intervals are 95 %. The texts held out were written by hand before the phrases and shapes of that day, and no table was made from
them; their author also wrote the rules and saw the sums of earlier runs. Of those called unseen the misses of the open half were read
while rules were widened, those of the closed half never; the same author wrote both; so it is with the documents called outside. Those called fresh
were written before the families the model learned from, on purpose without the words rules look for. Those called later were written
after both, by somebody who had read neither rules nor corpus, in the manner of public research sets;
those called latest likewise, by another author, when the later ones had been measured a few times. Our own texts are easier than those of others: these figures say what changed, not what an attacker meets.
Speeds are printed by the command only, since they belong to the machine.

${tableOf(figures)}
`,
)
