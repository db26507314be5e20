import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

import { root } from './tree.ts'

/** What a tool said about a planted tree. */
export interface Verdict {
  readonly code: number
  readonly output: string
}

/** A directory outside the repository that borrows its tools; gone at the end of the scope. */
export interface Scratch extends Disposable {
  readonly directory: string
  write(files: Readonly<Record<string, string>>): void
  run(tool: string, ...args: readonly string[]): Promise<Verdict>
}

/** Makes an empty scratch directory with the repository's `node_modules`. */
export function scratch(): Scratch {
  const directory = mkdtempSync(join(tmpdir(), 'house-'))
  symlinkSync(join(root, 'node_modules'), join(directory, 'node_modules'))
  return {
    directory,
    write(files) {
      for (const [path, text] of Object.entries(files)) {
        mkdirSync(dirname(join(directory, path)), { recursive: true })
        writeFileSync(join(directory, path), text)
      }
    },
    run: (tool, ...args) => runTool(directory, tool, args),
    [Symbol.dispose]: () => rmSync(directory, { recursive: true, force: true }),
  }
}

function runTool(directory: string, tool: string, args: readonly string[]): Promise<Verdict> {
  const file = join(root, 'node_modules/.bin', tool)
  const env = {
    PATH: process.env['PATH'],
    HOME: directory,
    CI: 'true',
    NO_COLOR: '1',
    DO_NOT_TRACK: '1',
  }
  return new Promise((resolve) => {
    execFile(file, [...args], { cwd: directory, env }, (error, stdout, stderr) => {
      const code = typeof error?.code === 'number' ? error.code : 0
      resolve({ code: error === null ? 0 : code || 1, output: stdout + stderr })
    })
  })
}
