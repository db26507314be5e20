import { parse } from 'yaml'

import type { SourceFile } from '../tree.ts'

interface Manifest {
  readonly scripts?: Readonly<Record<string, string>>
}

interface Lockfile {
  readonly packages: Readonly<
    Record<string, { readonly resolution: { readonly integrity?: string } }>
  >
}

/** The files that say what is installed, and how. */
export interface Installation {
  readonly lock: string
  readonly workspace: string
  /** What continuous integration runs. */
  readonly ci: string
  readonly manifests: readonly SourceFile[]
}

/** Ways for code that nobody has seen to run: a script at install, a package without a hash, a loose lockfile. */
export function supplyChain({ lock, workspace, ci, manifests }: Installation): readonly string[] {
  const { packages } = parse(lock) as Lockfile
  const { allowBuilds = {} } = parse(workspace) as {
    readonly allowBuilds?: Readonly<Record<string, boolean>>
  }
  return [
    ...Object.entries(packages)
      .filter(([, { resolution }]) => resolution.integrity?.startsWith('sha512-') !== true)
      .map(([name]) => `${name}: no sha512 in the lockfile`),
    ...Object.entries(allowBuilds)
      .filter(([, allowed]) => allowed)
      .map(([name]) => `${name}: allowed to run an install script`),
    ...manifests
      .filter(({ text }) => hasInstallScript(JSON.parse(text) as Manifest))
      .map(({ path }) => `${path}: runs a script at install`),
    ...(ci.includes('install --frozen-lockfile') ? [] : ['.ci/run: the lockfile may change']),
  ]
}

function hasInstallScript({ scripts = {} }: Manifest): boolean {
  return ['preinstall', 'install', 'postinstall'].some((name) => Object.hasOwn(scripts, name))
}
