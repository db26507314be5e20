import { accessSync, constants, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const packagedPostgres = '/usr/lib/postgresql'

/** Looks on the PATH, then in `others`; undefined when it is not installed. */
export function findBinary(name: string, others: readonly string[] = []): string | undefined {
  const onPath = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  return [...onPath, ...others].map((folder) => join(folder, name)).find(isExecutable)
}

/** Where Debian and Ubuntu keep PostgreSQL off the PATH, newest first. */
export function postgresFolders(): readonly string[] {
  try {
    return readdirSync(packagedPostgres)
      .toSorted((a, b) => Number(b) - Number(a))
      .map((version) => join(packagedPostgres, version, 'bin'))
  } catch {
    return []
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
