// What each scanner takes for 100 KB of hostile text: the worst ten, in milliseconds of the processor.
import { createInjectionDetector } from '../src/injection/injection-detector.ts'
import { loadInjectionModel } from '../src/injection/model/load-injection-model.ts'
import { createPiiDetector } from '../src/pii/create-pii-detector.ts'
import { createNameRecognizer, loadNames } from '../src/pii/names.ts'
import { createSecretDetector } from '../src/secrets/create-secret-detector.ts'
import { adversarialTexts } from '../test-support/adversarial-texts.ts'
import { surfaceOf } from '../test-support/surface-of.ts'

const RUNS = 7
const pii = createPiiDetector({ recognizers: [createNameRecognizer(await loadNames())] })
const usual = createPiiDetector()
const secrets = createSecretDetector()
const rules = createInjectionDetector()
const model = createInjectionDetector({ model: await loadInjectionModel() })

const scans: Readonly<Record<string, (text: string) => unknown>> = {
  'personal data': (text) => usual.scan(surfaceOf(text), {}),
  'personal data, all types': (text) => pii.scan(surfaceOf(text), { types: ['ALL'] }),
  secrets: (text) => secrets.scan(surfaceOf(text), {}),
  'injection in data': (text) => rules.scan({ ...surfaceOf(text), trust: 'external' }, {}),
  'injection by users': (text) => model.scan(surfaceOf(text), {}),
}

/** The least processor time of some runs, in milliseconds. */
function least(run: () => unknown): number {
  let best = Number.POSITIVE_INFINITY
  for (let round = 0; round < RUNS; round++) {
    const { user, system } = process.cpuUsage()
    run()
    const used = process.cpuUsage({ user, system })
    best = Math.min(best, (used.user + used.system) / 1000)
  }
  return best
}

for (const [name, scan] of Object.entries(scans)) {
  const costs = adversarialTexts.map(([unit, text]) => [unit, least(() => scan(text))] as const)
  const worst = costs.toSorted((one, other) => other[1] - one[1]).slice(0, 10)
  console.log(name)
  for (const [unit, ms] of worst)
    console.log(`  ${ms.toFixed(1).padStart(6)} ms  ${JSON.stringify(unit)}`)
}
