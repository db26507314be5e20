// Rebuilds src/injection/shape-needs.ts from the patterns of the rules: node scripts/build-needs.ts
import { writeFileSync } from 'node:fs'

import { neededLines } from './needs/needed-lines.ts'

const target = new URL('../src/injection/shape-needs.ts', import.meta.url)
writeFileSync(
  target,
  `/** Written by scripts/build-needs.ts from the patterns of the rules; see need-lines.ts. */
export const shapeNeeds: string = \`
${neededLines()}\`
`,
)
