import { writeFileSync } from 'node:fs'
import { brotliCompressSync } from 'node:zlib'

import { encodeWeights, type ModelWeights } from '@signalbox/safety/injection'

import { corpusHash } from '../corpus-hash.ts'
import { generateCorpus } from '../generate.ts'
import { createRandom } from '../random.ts'
import { balanceLanguages } from './balance-languages.ts'
import { calibrate } from './calibrate.ts'
import { instancesOf } from './instances.ts'
import { fitLogistic, meanOf } from './logistic.ts'
import { quantize } from './quantize.ts'
import { trainOutside } from './train-outside.ts'

const seed = 1
const folder = new URL('../../../../packages/safety/src/injection/model/', import.meta.url)
const samples = generateCorpus(seed)
const instances = instancesOf(balanceLanguages(samples.filter(({ split }) => split === 'train')))
const orders = [1, 2, 3]
const fit = meanOf(
  orders.map((order) =>
    fitLogistic(instances, createRandom(order), { epochs: 4, rate: 0.4, decay: 1e-6 }),
  ),
)
const model = calibrate(
  { ...quantize(fit.weights), bias: fit.bias },
  samples.filter(({ split }) => split === 'tune'),
)
const text = weightsModule(model)
writeFileSync(new URL('model-weights.ts', folder), text)
writeFileSync(new URL('model-version.ts', folder), versionModule(corpusHash(samples).slice(0, 12)))
const used = model.weights.reduce((sum, weight) => sum + Number(weight !== 0), 0)
process.stdout.write(
  `${String(instances.length)} windows, ${String(used)} weights, ${String(brotliCompressSync(text).length)} bytes with brotli\n`,
)
const outside = trainOutside(seed)
writeFileSync(new URL('../outside/outside-weights.ts', folder), outside.module)
process.stdout.write(`${outside.summary}\n`)

function versionModule(version: string): string {
  return `/** The first digits of the hash of the corpus the weights were trained on. */
export const modelVersion: string = '${version}'
`
}

function weightsModule({ weights, ...rest }: ModelWeights): string {
  const numbers = Object.entries(rest).map(([key, value]) => `  ${key}: ${value.toPrecision(6)},`)
  return `import type { ModelWeights } from './linear-model.ts'

/** Written by the training script; see corpus/MODEL-CARD.md. */
export const modelNumbers: Omit<ModelWeights, 'weights'> = {
${numbers.join('\n')}
}

export const modelText: string =
  ${JSON.stringify(encodeWeights(weights))}
`
}
