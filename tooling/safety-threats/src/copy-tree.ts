import { cp, mkdtemp, realpath, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join, relative, sep } from 'node:path'

/** A copy of the working tree in which defences can be taken away. */
export interface TreeCopy extends AsyncDisposable {
  readonly root: string
}

/** Made by tools, or of no use to a test. */
const left: ReadonlySet<string> = new Set(['.git', '.cache', '.turbo', 'coverage', 'dist'])

/** Copies sources and the links between packages; what was installed is linked as a whole. */
export async function copyTree(from: string): Promise<TreeCopy> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'signalbox-threats-')))
  await cp(from, root, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => {
      const place = relative(from, path).split(sep)
      return !left.has(basename(path)) && place[0] !== 'node_modules' && place[0] !== 'data'
    },
  })
  await symlink(join(from, 'node_modules'), join(root, 'node_modules'))
  return {
    root,
    async [Symbol.asyncDispose]() {
      await rm(root, { recursive: true, force: true })
    },
  }
}
