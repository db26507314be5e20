// Run by the build before the types: all code in few files, since a module costs more to load than its code.
import { rolldown } from 'rolldown'

const build = await rolldown({
  input: {
    index: 'src/index.ts',
    'node/index': 'src/node/index.ts',
    'web/index': 'src/web/index.ts',
  },
  platform: 'neutral',
  external: [/^node:/, 'undici'],
})
await build.write({
  dir: 'dist',
  cleanDir: true,
  format: 'es',
  sourcemap: true,
  chunkFileNames: 'chunks/[name]-[hash].js',
})
