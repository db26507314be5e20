import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { root } from './documents.ts'
import { runProcess, type Ran } from './run-process.ts'

const main = join(root, 'apps/server/src/main.ts')

/** Readiness of the two commands that run until they are stopped. */
const listening = /^signalbox .*on http:\/\/\S+/mu

export interface SignalboxOptions {
  readonly env?: Readonly<Record<string, string>>
  /** Files of its folder, by name. */
  readonly files?: Readonly<Record<string, string>>
}

/** Runs the command line as `npm start` does, in a folder of its own; a server is stopped once it listens. */
export async function signalboxCommand(
  args: readonly string[],
  { env = {}, files = {} }: SignalboxOptions = {},
): Promise<Ran> {
  const cwd = mkdtempSync(join(tmpdir(), 'signalbox-docs-'))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(cwd, name), text)
  try {
    return await runProcess(process.execPath, [main, ...args], {
      cwd,
      env: { PORT: '0', ...env },
      stopAt: listening,
    })
  } finally {
    rmSync(cwd, { recursive: true, force: true })
  }
}
