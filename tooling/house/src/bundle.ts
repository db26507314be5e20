import { brotliCompressSync } from 'node:zlib'

import { build, type Plugin } from 'vite'

import { root } from './tree.ts'

/** What a bundler makes of an import: its size on the wire and what it left outside. */
export interface Bundle {
  readonly brotliBytes: () => number
  /** Specifiers that stayed imports, such as `node:` modules. */
  readonly imports: readonly string[]
}

/** Bundles `source`, an entry written as code, as vite builds it for production. */
export async function bundle(source: string): Promise<Bundle> {
  const result = await build({
    root,
    configFile: false,
    logLevel: 'silent',
    plugins: [entry(source)],
    build: {
      write: false,
      target: 'es2024',
      modulePreload: false,
      rolldownOptions: {
        input: entryId,
        external: /^node:|^undici$/u,
        preserveEntrySignatures: 'strict',
        output: { format: 'es', minify: true },
      },
    },
  })
  const [first] = Array.isArray(result) ? result : [result]
  if (first === undefined || !('output' in first)) throw new Error('vite built nothing')
  const chunks = first.output.filter((output) => output.type === 'chunk')
  const names = new Set(chunks.map((chunk) => chunk.fileName))
  return {
    // Takes seconds for tables of words, which few ask for.
    brotliBytes: () => chunks.reduce((sum, { code }) => sum + brotliCompressSync(code).length, 0),
    imports: chunks
      .flatMap((chunk) => [...chunk.imports, ...chunk.dynamicImports])
      .filter((name) => !names.has(name))
      .toSorted(),
  }
}

/** A file that exists only here, so that what it imports resolves as from this package. */
const entryId = `${import.meta.dirname}/entry-of-the-bundle.ts`

function entry(source: string): Plugin {
  return {
    name: 'entry',
    enforce: 'pre',
    resolveId: (id) => (id === entryId ? id : null),
    load: (id) => (id === entryId ? source : null),
  }
}
