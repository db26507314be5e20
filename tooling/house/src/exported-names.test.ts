import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'

import { expect, test } from 'vitest'

import { exportedNames } from './rules/index-files.ts'
import { manifests, root } from './tree.ts'

interface Manifest {
  readonly private?: boolean
  readonly exports?: Readonly<Record<string, unknown>>
}

const entries = manifests().flatMap(({ path, text }) => {
  const { private: isPrivate = false, exports = {} } = JSON.parse(text) as Manifest
  const directory = path.replace(/\/package\.json$/u, '')
  return Object.entries(exports)
    .filter(([, file]) => !isPrivate && String(file).endsWith('.ts'))
    .map(([entry, file]) => ({
      name: basename(directory) + entry.slice(1),
      file: join(directory, String(file)),
    }))
})

test.each(entries)('$name exports what it promised', async ({ name, file }) => {
  const names = exportedNames(readFileSync(join(root, file), 'utf8'))
  expect(names).not.toEqual([])
  const snapshot = join(root, 'tooling/house/exported-names', `${name.replace('/', '.')}.txt`)
  await expect(`${names.join('\n')}\n`).toMatchFileSnapshot(snapshot)
})
