// Rebuilds the files under vendor from the packages they come from: node scripts/build-vendor.ts
import { writeFileSync } from 'node:fs'

import { bundleVendored, vendored } from './vendored.ts'

for (const each of vendored) writeFileSync(each.file, await bundleVendored(each))
