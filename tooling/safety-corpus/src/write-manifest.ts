import { writeFileSync } from 'node:fs'

import { manifestOf } from './manifest.ts'
import { corpusRoot } from './phrases.ts'

const text = `${JSON.stringify(manifestOf(), undefined, 2)}\n`
writeFileSync(new URL('MANIFEST.json', corpusRoot), text)
