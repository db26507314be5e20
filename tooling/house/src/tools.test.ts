import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { expect, test } from 'vitest'

import { scratch } from './scratch.ts'
import { root } from './tree.ts'

const fromRoot = (...names: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(names.map((name) => [name, readFileSync(join(root, name), 'utf8')]))

const tsconfig = JSON.stringify({ extends: './tsconfig.base.json', include: ['packages'] })

test('the linter finds each planted violation', async () => {
  using place = scratch()
  const at = (name: string): string => `packages/planted/src/${name}.ts`
  place.write({
    ...fromRoot('.oxlintrc.json', 'tsconfig.base.json'),
    'tsconfig.json': tsconfig,
    [at('socket')]: "import { connect } from 'node:net'\nconnect(1)\n",
    [at('long')]: 'Math.random()\n'.repeat(301),
    [at('loose')]: 'export const loose = (value: any): void => value\n',
    [at('loud')]: "console.log('x')\n",
    [at('greedy')]: "export const reply: unknown = await fetch(process.env['URL'] ?? '')\n",
    [at('camelCase')]: 'export const camel = 1\n',
    [at('cycle-a')]: "import { b } from './cycle-b.ts'\nexport const a: number = b\n",
    [at('cycle-b')]: "import { a } from './cycle-a.ts'\nexport const b: number = a\n",
    [at('union')]: `export function size(unit: 'small' | 'large'): number {
  switch (unit) {
    case 'small':
      return 1
  }
  return 0
}\n`,
  })
  const { code, output } = await place.run('oxlint', '--format=unix')
  expect(code).not.toBe(0)
  const found = output.matchAll(/src\/(?<file>[^:]+)\.ts:.*\[Error\/\w+\((?<rule>[^)]+)\)\]/gu)
  const findings = [...found].map(({ groups }) => `${groups?.['file']}: ${groups?.['rule']}`)
  expect(findings.toSorted()).toEqual([
    'camelCase: filename-case',
    'cycle-a: no-cycle',
    'cycle-b: no-cycle',
    'greedy: no-restricted-globals',
    'greedy: no-restricted-globals',
    'long: max-lines',
    'loose: no-explicit-any',
    'loud: no-console',
    'socket: no-restricted-imports',
    'union: switch-exhaustiveness-check',
  ])
})

test.each([
  ['an enum', 'export enum Size { small }', 'TS1294'],
  ['a parameter property', 'export class Box { constructor(readonly size: number) {} }', 'TS1294'],
  ['an untyped export', 'export const size = () => Math.random()', 'TS9013'],
  ['an unchecked index', 'export const first = (list: string[]): string => list[0]', 'TS2322'],
])('the compiler refuses %s', async (_, text, error) => {
  using place = scratch()
  place.write({
    ...fromRoot('tsconfig.base.json'),
    'tsconfig.json': tsconfig,
    'package.json': '{ "type": "module" }',
    'packages/planted.ts': `${text}\n`,
  })
  const { code, output } = await place.run('tsc', '--outDir', 'dist', '--pretty', 'false')
  expect(code).not.toBe(0)
  expect(output.match(/TS\d+/gu)).toEqual([error])
})

test('turbo finds a sibling import and an undeclared one', async () => {
  using place = scratch()
  const manifest = (name: string, dependencies: Readonly<Record<string, string>>): string =>
    JSON.stringify({ name: `@signalbox/${name}`, version: '0.0.0', type: 'module', dependencies })
  const tag = (name: string): string => JSON.stringify({ extends: ['//'], tags: [name] })
  place.write({
    ...fromRoot('package.json', 'pnpm-workspace.yaml', 'turbo.json'),
    'packages/core/package.json': manifest('core', {}),
    'packages/core/turbo.json': tag('core'),
    'packages/core/src/index.ts': 'export const core = 1\n',
    'packages/router/package.json': manifest('router', { '@signalbox/cache': 'workspace:^' }),
    'packages/router/turbo.json': tag('feature'),
    'packages/router/src/index.ts':
      "import { core } from '@signalbox/core'\nexport const x = core\n",
    'packages/cache/package.json': manifest('cache', {}),
    'packages/cache/turbo.json': tag('feature'),
    'packages/cache/src/index.ts': "export { core } from '../../core/src/index.ts'\n",
  })
  const { code, output } = await place.run('turbo', 'boundaries')
  expect(code).not.toBe(0)
  expect(output).toContain('3 issues found')
  expect(output).toContain('`../../core/src/index.ts` leaves the package')
  expect(output).toContain('cannot import package `@signalbox/core`')
  expect(output).toContain('Package `@signalbox/cache` found with tag listed in denylist')
})

test('knip finds an unused export and an unused dependency', async () => {
  using place = scratch()
  place.write({
    'package.json': JSON.stringify({
      name: 'planted',
      type: 'module',
      main: 'index.ts',
      dependencies: { yaml: '2' },
    }),
    'index.ts': "import { used } from './parts.ts'\nused()\n",
    'parts.ts': 'export const used = (): void => {}\nexport const unused = 1\n',
    'orphan.ts': 'export {}\n',
  })
  const { code, output } = await place.run('knip')
  expect(code).not.toBe(0)
  expect(output).toMatch(/Unused files \(1\)\norphan\.ts/u)
  expect(output).toMatch(/Unused dependencies \(1\)\nyaml/u)
  expect(output).toMatch(/Unused exports \(1\)\nunused/u)
})
