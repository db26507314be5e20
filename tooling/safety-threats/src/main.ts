import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { copyTree } from './copy-tree.ts'
import { patternOf, type Defence } from './defence.ts'
import { defences } from './defences.ts'
import { runTests } from './run-tests.ts'
import { threats } from './threats.ts'

const repository = join(import.meta.dirname, '../../..')
const rows = process.argv.slice(2).map(Number)
const chosen = defences.filter(({ row }) => rows.length === 0 || rows.includes(row))

/** Takes the defence away, asks its test, and puts it back. */
async function failsWithout(defence: Defence, root: string): Promise<string> {
  const place = join(root, defence.file)
  const text = await readFile(place, 'utf8')
  if (text.split(defence.search).length !== 2) return 'NO: the defence is not there once'
  await writeFile(
    place,
    text.replace(defence.search, () => defence.replace),
  )
  const { failed, passed, hung } = await runTests(root, [defence.test.file], patternOf(defence))
  await writeFile(place, text)
  if (hung) return 'yes, it never ends'
  if (failed.length > 0) return 'yes'
  return passed.length > 0 ? 'NO: it passes' : 'NO: it did not run'
}

await using copy = await copyTree(repository)
const files = [...new Set(chosen.map(({ test }) => test.file))]
const before = await runTests(copy.root, files, chosen.map(patternOf).join('|'))

function passesWith(defence: Defence): boolean {
  const isMeant = (name: string) => new RegExp(patternOf(defence)).test(name)
  return before.passed.some(isMeant) && !before.failed.some(isMeant)
}

console.log('threat · defence · test · passes with it · fails without it')
let unproved = 0
for (const defence of chosen) {
  const { row, what, test } = defence
  const passes = passesWith(defence)
  const fails = await failsWithout(defence, copy.root)
  if (!passes || !fails.startsWith('yes')) unproved += 1
  const threat = `${String(row)} ${threats.get(row) ?? ''}`
  const name = `${test.file} > ${test.only ?? test.name}`
  console.log([threat, what, name, passes ? 'yes' : 'NO', fails].join(' · '))
}
console.log(`${String(chosen.length)} defences, ${String(unproved)} unproved`)
process.exitCode = unproved === 0 ? 0 : 1
