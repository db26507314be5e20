import { existsSync } from 'node:fs'
import { resolve } from 'node:path'

import type { Environment } from './from-environment.ts'

const names = ['signalbox.yaml', 'signalbox.yml', 'signalbox.json', 'signalbox.config.ts']

/** The file to read: the one that was named, `SIGNALBOX_CONFIG`, or the first usual name that exists. */
export function findConfigFile(
  path: string | undefined,
  env: Environment,
  cwd: string,
): string | undefined {
  const named = path ?? env['SIGNALBOX_CONFIG']
  if (named !== undefined && named !== '') return resolve(cwd, named)
  return names.map((name) => resolve(cwd, name)).find((each) => existsSync(each))
}
