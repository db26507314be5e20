import { writeFileSync } from 'node:fs'

import { trainOutside } from './train-outside.ts'

const { module, summary } = trainOutside(1)
const folder = new URL('../../../../packages/safety/src/injection/outside/', import.meta.url)
writeFileSync(new URL('outside-weights.ts', folder), module)
process.stdout.write(`${summary}\n`)
