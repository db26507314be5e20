import { parse } from 'yaml'

interface Lockfile {
  readonly importers: Readonly<Record<string, { readonly optionalDependencies?: object }>>
  readonly packages: Readonly<Record<string, Locked | undefined>>
}

interface Locked {
  readonly resolution: { readonly integrity?: string }
}

interface Workspace {
  readonly allowBuilds?: Readonly<Record<string, boolean>>
}

interface NodePackages {
  /** `name@version` of each optional Node package of the root. */
  readonly names: readonly string[]
  readonly violations: readonly string[]
}

/**
 * What the lockfile says of the packages that bring Node: each has a sha512, and none is allowed to
 * run a script (pnpm stops the install of a package that wants to and is not listed).
 */
export function nodePackages(lock: string, workspace: string): NodePackages {
  const lockfile = parse(lock) as Lockfile
  const { allowBuilds = {} } = parse(workspace) as Workspace
  const optional = (lockfile.importers['.']?.optionalDependencies ?? {}) as Readonly<
    Record<string, { readonly version: string }>
  >
  const names = Object.entries(optional).map(([name, { version }]) => `${name}@${version}`)
  const violations = names
    .filter((name) => !isSealed(lockfile.packages[name]))
    .map((name) => `${name}: no sha512 in the lockfile`)
  const built = Object.keys(optional)
    .filter((name) => allowBuilds[name] === true)
    .map((name) => `${name}: allowed to run an install script`)
  return { names, violations: [...violations, ...built] }
}

function isSealed(locked: Locked | undefined): boolean {
  return locked?.resolution.integrity?.startsWith('sha512-') === true
}
