import { expect, test } from 'vitest'

import { configFiles } from './rules/config-files.ts'
import { codeLines, leftoverNames, longFiles } from './rules/file-shape.ts'
import { importsOwnIndex } from './rules/import-inside.ts'
import { exportedNames, indexFiles } from './rules/index-files.ts'
import { nodePackages } from './rules/lockfile.ts'
import { providerBranches, providerNames } from './rules/provider-names.ts'
import { runtimeDependencies } from './rules/runtime-dependencies.ts'
import { supplyChain } from './rules/supply-chain.ts'
import { bareSuppressions } from './rules/suppressions.ts'
import type { SourceFile } from './tree.ts'

const core = 'packages/core/src/planted.ts'

test('a provider name in shared code is found, in a comment or an adapter it is not', () => {
  const text = "// as OpenAI streams it\nif (target.provider === 'anthropic') retry()\n"
  expect(providerNames([{ path: core, text }])).toEqual([
    `${core}:2: shared code names anthropic; ask the adapter`,
  ])
  expect(providerNames([{ path: 'packages/router/src/router.ts', text }])).toHaveLength(1)
  expect(providerNames([{ path: 'packages/adapters-openai/src/row.ts', text }])).toEqual([])
  expect(providerNames([{ path: 'packages/core/src/planted.test.ts', text }])).toEqual([])
})

test('a provider name after a string with slashes is found', () => {
  const text = "const base = 'https://example.com'; const name = `${base}/gemini`\n"
  expect(providerNames([{ path: core, text }])).toHaveLength(1)
})

test('an app that decides by a provider is found, one that imports its adapter is not', () => {
  const path = 'apps/server/src/route.ts'
  const found = (text: string): number => providerBranches([{ path, text }]).length
  expect(found("switch (name) {\n  case 'openai':\n}\n")).toBe(1)
  expect(found("if (wire !== 'google-generate') stop()\n")).toBe(1)
  expect(found("import { openai } from '@signalbox/adapters-openai'\n")).toBe(0)
})

test('an index file that computes or re-exports everything is found', () => {
  const path = 'packages/core/src/node/index.ts'
  const found = (text: string): number => indexFiles([{ path, text }]).length
  expect(found("export { a, type B } from './a.ts'\nexport type { C } from '../c.ts'\n")).toBe(0)
  expect(found("export * from './a.ts'\n")).toBe(1)
  expect(found('export const a = 1\n')).toBe(1)
  expect(found("import './a.ts'\n")).toBe(1)
})

test('the names of an index are read with their kind', () => {
  const text = "export type { C } from './c.ts'\nexport { b as a, type B } from './b.ts'\n"
  expect(exportedNames(text)).toEqual(['a', 'type B', 'type C'])
})

test('a module that imports its own index is found', () => {
  const text = "import { a } from '../index.ts'\n"
  expect(importsOwnIndex([{ path: core, text }])).toHaveLength(1)
  expect(importsOwnIndex([{ path: 'packages/core/src/a.test.ts', text }])).toEqual([])
})

test('line 301 is found, blank lines and comments are free', () => {
  const lines = (count: number): string => 'x()\n'.repeat(count)
  const found = (path: string, text: string): number => longFiles([{ path, text }]).length
  expect(found(core, `${lines(300)}\n\n// why\n/*\n why\n*/\n`)).toBe(0)
  expect(found(core, lines(301))).toBe(1)
  expect(found('packages/core/src/planted.test.ts', lines(500))).toBe(0)
  expect(found('packages/core/src/planted.test.ts', lines(501))).toBe(1)
  expect(codeLines("const url = 'a//b' // why\n/* why */ x()\n")).toBe(2)
})

test('numbered, halved and leftover files are found', () => {
  const found = (...paths: string[]): number =>
    leftoverNames(paths.map((path): SourceFile => ({ path, text: '' }))).length
  expect(found('a/stream-2.ts', 'a/stream-part2.ts', 'a/http-utils.ts', 'a/utils/x.ts')).toBe(4)
  expect(found('a/encode.ts', 'a/encode-part.ts')).toBe(1)
  expect(found('a/decode-part.ts', 'a/sha256.ts', 'a/command.ts')).toBe(0)
})

test('a suppression without a reason is found', () => {
  const marker = ['// oxlint', 'disable-next-line no-eval'].join('-')
  expect(bareSuppressions([{ path: core, text: `${marker}\n` }])).toHaveLength(1)
  expect(bareSuppressions([{ path: core, text: `${marker} -- the test plants it\n` }])).toEqual([])
})

test('a fourth runtime dependency is found', () => {
  const manifest = (count: number): SourceFile => ({
    path: 'packages/cache/package.json',
    text: JSON.stringify({
      name: '@signalbox/cache',
      dependencies: Object.fromEntries([
        ['@signalbox/core', '1'],
        ...Array.from({ length: count }, (_, index) => [`dependency-${String(index)}`, '1']),
      ]),
    }),
  })
  expect(runtimeDependencies([manifest(3)])).toEqual([])
  expect(runtimeDependencies([manifest(4)])).toHaveLength(1)
})

test('each way to run code at install is found', () => {
  const lock = (integrity: string) => `packages: { a@1.0.0: { resolution: { ${integrity} } } }`
  const manifest = (scripts: object): SourceFile => ({
    path: 'packages/core/package.json',
    text: JSON.stringify({ scripts }),
  })
  const sound = {
    lock: lock('integrity: sha512-abc'),
    workspace: 'allowBuilds: { a: false }',
    ci: 'pnpm install --frozen-lockfile',
    manifests: [manifest({ build: 'tsc' })],
  }
  expect(supplyChain(sound)).toEqual([])
  for (const spoilt of [
    { lock: lock('tarball: a.tgz') },
    { workspace: 'allowBuilds: { a: true }' },
    { ci: 'pnpm install' },
    { manifests: [manifest({ postinstall: 'node run.js' })] },
  ])
    expect(supplyChain({ ...sound, ...spoilt })).toHaveLength(1)
})

test('a fifth configuration file is found', () => {
  expect(configFiles('packages/core', ['package.json', 'turbo.json', 'README.md'])).toEqual([])
  expect(configFiles('packages/core', ['vite.config.ts'])).toHaveLength(1)
})

test('a Node package without a hash or with a script is found', () => {
  const lock = (resolution: string): string =>
    [
      "importers: { '.': { optionalDependencies: { node-x: { version: 24.0.0 } } } }",
      `packages: { node-x@24.0.0: { resolution: ${resolution} } }`,
    ].join('\n')
  const sealed = '{ integrity: sha512-abc }'
  const found = (lockfile: string, workspace: string): number =>
    nodePackages(lockfile, workspace).violations.length
  expect(found(lock(sealed), 'allowBuilds: { node-x: false }')).toBe(0)
  expect(found(lock('{ tarball: node.tgz }'), 'packages: []')).toBe(1)
  expect(found(lock(sealed), 'allowBuilds: { node-x: true }')).toBe(1)
})
