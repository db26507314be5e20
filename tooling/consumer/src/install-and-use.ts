import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import type { Published } from './published.ts'
import { run } from './run.ts'

interface Options {
  readonly root: string
  readonly packages: readonly Published[]
  readonly tarballs: readonly string[]
  readonly place: string
}

/**
 * Installs the packed files in an empty project, type-checks an import of every entry (nodenext,
 * strict, libraries included), loads every entry and starts every command.
 */
export async function installAndUse({ root, packages, tarballs, place }: Options): Promise<void> {
  mkdirSync(place)
  const write = (name: string, text: string): void => writeFileSync(join(place, name), text)
  write('package.json', JSON.stringify({ name: 'consumer', private: true, type: 'module' }))
  write('tsconfig.json', JSON.stringify({ compilerOptions, files: ['consumer.ts'] }))
  await run(place, 'npm', 'install', '--no-audit', '--no-fund', ...tarballs)

  const entries = packages.flatMap((one) => one.entries)
  write('consumer.ts', entries.map(importOf).join('\n'))
  await run(place, join(root, 'node_modules/.bin/tsc'), '-p', '.')

  // Suites of tests load only inside a test runner.
  const loadable = entries.filter((entry) => entry !== '@signalbox/testing')
  write('consumer.js', [...loadable.map(loadOf), bundledChecks].join('\n'))
  await run(place, process.execPath, 'consumer.js')
  for (const command of packages.flatMap((one) => one.commands))
    await run(place, join(place, 'node_modules/.bin', command), '--help')
}

/** What the build puts in the place of a module has to find what the module finds. */
const bundledChecks = `
const { createPiiDetector } = await import('@signalbox/safety/pii')
const text = 'My Steuer-ID is 86095742719, call +49 30 901820.'
const surface = { path: '/text', role: 'user', trust: 'user', text, editable: true, kind: 'text' }
const found = createPiiDetector().scan(surface, {}).map(({ type }) => type).join()
if (found !== 'DE_IDNR,PHONE_NUMBER') throw new Error('found only: ' + found)
`

const compilerOptions = {
  module: 'nodenext',
  target: 'es2024',
  strict: true,
  skipLibCheck: true,
  noEmit: true,
}

function importOf(entry: string, index: number): string {
  const name = `entry${String(index)}`
  return `import * as ${name} from '${entry}'\nexport const keys${String(index)}: string[] = Object.keys(${name})`
}

function loadOf(entry: string): string {
  return `if (Object.keys(await import('${entry}')).length === 0) throw new Error('${entry} exports nothing')`
}
