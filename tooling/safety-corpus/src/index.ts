export { corpusHash } from './corpus-hash.ts'
export { generateCorpus, languages, splitOf } from './generate.ts'
export type { Sample, Split } from './sample.ts'
export { transforms } from './transforms.ts'
