import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { installAndUse } from './install-and-use.ts'
import { lintTarball } from './lint-tarball.ts'
import { published } from './published.ts'
import { run } from './run.ts'

/** Packs every published package as the registry would get it and uses the files as a stranger. */
async function check(root: string, place: string): Promise<void> {
  const packages = published(root)
  const packed = join(place, 'packed')
  mkdirSync(packed)
  const filters = packages.map(({ name }) => `--filter=${name}`)
  await run(root, 'pnpm', ...filters, 'pack', '--pack-destination', packed)
  const tarballs = readdirSync(packed).map((name) => join(packed, name))
  if (tarballs.length !== packages.length)
    throw new Error(`packed ${String(tarballs.length)} files`)

  const problems = (await Promise.all(tarballs.map(lintTarball))).flat()
  if (problems.length > 0) throw new Error(problems.join('\n'))

  await installAndUse({ root, packages, tarballs, place: join(place, 'consumer') })
  process.stdout.write(`${String(packages.length)} packages packed, installed and used\n`)
}

const place = mkdtempSync(join(tmpdir(), 'packed-'))
try {
  await check(join(import.meta.dirname, '../../..'), place)
} finally {
  rmSync(place, { recursive: true, force: true })
}
