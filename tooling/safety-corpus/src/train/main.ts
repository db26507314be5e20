import { writeFileSync } from 'node:fs'
import { brotliCompressSync } from 'node:zlib'

import { encodeWeights, type Head, type HeadWeights } from '@signalbox/safety/injection'

import { corpusHash } from '../corpus-hash.ts'
import { generateCorpus } from '../generate.ts'
import { createRandom } from '../random.ts'
import { calibrate } from './calibrate.ts'
import { instancesOf } from './instances.ts'
import { fitLogistic } from './logistic.ts'
import { quantize } from './quantize.ts'

const seed = 1
const folder = new URL('../../../../packages/safety/src/injection/model/', import.meta.url)
const samples = generateCorpus(seed)
const train = samples.filter(({ split }) => split === 'train')
const tune = samples.filter(({ split }) => split === 'tune')

for (const head of ['direct', 'indirect'] as const) write(head, trainHead(head))
write('version', corpusHash(samples).slice(0, 12))

function trainHead(head: Head): HeadWeights {
  const instances = instancesOf(train, head)
  const fit = fitLogistic(instances, createRandom(seed), { epochs: 10, rate: 0.1, decay: 1e-6 })
  const { weights, scale } = quantize(fit.weights)
  const calibrated = calibrate(
    { weights, scale, bias: fit.bias },
    head,
    tune,
    createRandom(seed + 1),
  )
  const used = weights.reduce((sum, weight) => sum + Number(weight !== 0), 0)
  process.stdout.write(`${head}: ${String(instances.length)} windows, ${String(used)} weights\n`)
  return calibrated
}

function write(name: Head | 'version', content: HeadWeights | string): void {
  const text = typeof content === 'string' ? versionModule(content) : headModule(name, content)
  writeFileSync(
    new URL(`${name}-weights.ts`.replace('version-weights', 'model-version'), folder),
    text,
  )
  const bytes = brotliCompressSync(text).length
  process.stdout.write(`${name}: ${String(bytes)} bytes with brotli\n`)
}

function versionModule(version: string): string {
  return `/** The first digits of the hash of the corpus the weights were trained on. */
export const modelVersion: string = '${version}'
`
}

function headModule(name: string, { weights, ...rest }: HeadWeights): string {
  const numbers = Object.entries(rest).map(([key, value]) => `  ${key}: ${value.toPrecision(6)},`)
  return `import type { HeadWeights } from './linear-model.ts'

/** Written by the training script; see corpus/MODEL-CARD.md. */
export const ${name}Numbers: Omit<HeadWeights, 'weights'> = {
${numbers.join('\n')}
}

export const ${name}Text: string =
  ${JSON.stringify(encodeWeights(weights))}
`
}
