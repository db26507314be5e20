import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

import { companions } from './companions.ts'
import { root } from './documents.ts'
import { runProcess, type Ran } from './run-process.ts'

/** A folder in which blocks are files; gone at the end of the scope. */
export interface Workshop extends Disposable {
  /** Beside `src`, where the blocks are. */
  readonly directory: string
  add(name: string, text: string): void
  /** The type checker's complaints about every file at once; empty when there are none. */
  check(): Promise<string>
  /** Runs one file by itself, its calls to real hosts at the forward. */
  run(name: string, forwardPort: number, env?: Readonly<Record<string, string>>): Promise<Ran>
  /** Runs one file as a suite of vitest. */
  runSuite(name: string): Promise<Ran>
}

const parent = join(root, 'tooling/docs/blocks')
const redirect = pathToFileURL(join(import.meta.dirname, 'redirect-tls.ts')).href
const bin = (tool: string): string => join(root, 'node_modules/.bin', tool)

/** What a reader's own project may leave out, because a block emits nothing. */
const tsconfig = {
  extends: join(root, 'tsconfig.base.json'),
  include: ['src'],
  compilerOptions: {
    noEmit: true,
    composite: false,
    declaration: false,
    declarationMap: false,
    isolatedDeclarations: false,
    noUnusedLocals: false,
    rewriteRelativeImportExtensions: false,
    allowImportingTsExtensions: true,
  },
}

/** Opens an empty one, with the files that blocks import from their neighbourhood. */
export function openWorkshop(): Workshop {
  mkdirSync(parent, { recursive: true })
  const directory = mkdtempSync(join(parent, 'run-'))
  const source = join(directory, 'src')
  mkdirSync(source)
  writeFileSync(join(directory, 'tsconfig.json'), JSON.stringify(tsconfig))
  writeFileSync(join(directory, 'package.json'), '{ "type": "module" }')
  const add = (name: string, text: string): void => {
    const file = join(source, name)
    if (existsSync(file)) throw new Error(`${name} is there already`)
    writeFileSync(file, text)
  }
  for (const [name, text] of Object.entries(companions)) add(name, text)
  return {
    directory,
    add,
    async check() {
      const { out, err } = await runProcess(bin('tsc'), ['-p', directory], { cwd: directory })
      return out + err
    },
    run: (name, forwardPort, env) =>
      runProcess(process.execPath, ['--import', redirect, join(source, name)], {
        cwd: directory,
        env: { ...env, FORWARD_PORT: String(forwardPort) },
      }),
    runSuite: (name) =>
      runProcess(bin('vitest'), ['run', '--root', directory, join('src', name)], {
        cwd: directory,
      }),
    [Symbol.dispose]() {
      rmSync(directory, { recursive: true, force: true })
      if (readdirSync(parent).length === 0) rmSync(parent, { recursive: true, force: true })
    },
  }
}
