import { readFileSync, statSync } from 'node:fs'
import { dirname, extname, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

import type { Tree } from './finding.ts'
import type { Environment } from './from-environment.ts'
import { readPlain } from './read-plain.ts'
import { readYaml } from './read-yaml.ts'

const scripts = new Set(['.ts', '.mts', '.js', '.mjs'])

/** Reads a configuration file of any form; what cannot be read becomes a finding. */
export async function readConfigFile(path: string, env: Environment): Promise<Tree> {
  const folder = dirname(path)
  const sources = {
    env,
    readFile: (name: string) => readFileSync(resolve(folder, name), 'utf8'),
  }
  try {
    const extension = extname(path)
    if (scripts.has(extension)) return readPlain(await importDefault(path), sources)
    return readYaml(readFileSync(path, 'utf8'), sources, { json: extension === '.json' })
  } catch (error) {
    return unreadable(error)
  }
}

/** The query makes Node load a changed file again. */
async function importDefault(path: string): Promise<unknown> {
  const url = `${pathToFileURL(path).href}?changed=${String(statSync(path).mtimeMs)}`
  const module: unknown = await import(url)
  if (typeof module !== 'object' || module === null || !('default' in module))
    throw new TypeError('it has no default export: write `export default defineConfig({ … })`')
  return module.default
}

function unreadable(error: unknown): Tree {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const reason = error instanceof Error ? error.message.split('\n')[0] : String(error)
  const message =
    code === 'ENOENT'
      ? 'there is no such file'
      : code === 'EISDIR'
        ? 'is a directory, not a file'
        : `cannot be read: ${reason ?? code}`
  return { value: undefined, places: new Map(), literals: [], findings: [{ path: [], message }] }
}
