// Run by the build before the types: all code in few files, since a module costs more to load than its code.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import { rolldown } from 'rolldown'

import { europeanIds, otherIds } from '../src/pii/id-rows.ts'
import { ownValidators } from '../src/pii/own-validators.ts'

interface Manifest {
  readonly version: string
  readonly dependencies?: Readonly<Record<string, string>>
  readonly exports?: Readonly<Record<string, string>>
}

const libraries = [
  { name: 'stdnum', licence: 'LICENSE.md' },
  { name: 'libphonenumber-js', licence: 'LICENSE' },
]
const { dependencies = {}, exports = {} } = manifestAt(inPackage('package.json'))
const sources = Object.values(exports).filter((path) => path.endsWith('.ts'))
const checks = await bundleChecks()

const build = await rolldown({
  input: Object.fromEntries(
    sources.map((path) => [path.slice('./src/'.length, -'.ts'.length), inPackage(path)]),
  ),
  platform: 'neutral',
  external: Object.keys(dependencies).map((name) => new RegExp(`^${name}(?:/|$)`)),
  plugins: [
    {
      name: 'checks',
      load: (id) =>
        id === inPackage('src/pii/library-checks.ts') ? { code: checks, moduleType: 'js' } : null,
    },
  ],
})
await build.write({
  dir: inPackage('dist'),
  cleanDir: true,
  format: 'es',
  sourcemap: true,
  chunkFileNames: 'chunks/[name]-[hash].js',
})

/** The module `library-checks` with those parts of the libraries that the table of ids names. */
async function bundleChecks(): Promise<string> {
  const bundle = await rolldown({
    input: 'entry',
    platform: 'neutral',
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === 'entry' ? id : null),
        load: (id) => (id === 'entry' ? checksSource() : null),
      },
    ],
  })
  const { output } = await bundle.generate({ format: 'es', comments: false, minify: true })
  return `${libraries.map(notice).join('')}${output[0].code}`
}

function checksSource(): string {
  const named = [...europeanIds, ...otherIds].map(([, country, name]) => `${country}.${name}`)
  const taken = [...new Set(named)].filter((name) => !ownValidators.has(name)).toSorted()
  const local = (name: string): string => name.replace('.', '_')
  const imports = taken.map((name) => {
    const [country = '', check = ''] = name.split('.')
    const path = inLibrary('stdnum', `lib/esm/${country.toLowerCase()}/${check}.js`)
    return `import { validate as ${local(name)} } from '${path}'`
  })
  return `${imports.join('\n')}
import { isValidPhoneNumber } from '${inLibrary('libphonenumber-js', 'min/index.js')}'
const checks = { ${taken.map((name) => `'${name}': ${local(name)}`).join(', ')} }
export function nationalCheck(country, name) {
  const check = checks[country + '.' + name]
  return check === undefined ? undefined : (text) => check(text).isValid
}
export function isPhoneNumber(number, region) {
  return isValidPhoneNumber(number, region)
}
`
}

/** The licences ask to be told; the mark keeps the comment in the bundle. */
function notice({ name, licence }: (typeof libraries)[number]): string {
  const { version } = manifestAt(inLibrary(name, 'package.json'))
  return `/*!\nParts of ${name} ${version}, whose licence is:\n\n${readFileSync(inLibrary(name, licence), 'utf8').trim()}\n*/\n`
}

function manifestAt(path: string): Manifest {
  return JSON.parse(readFileSync(path, 'utf8')) as Manifest
}

function inLibrary(library: string, path: string): string {
  return inPackage(`node_modules/${library}/${path}`)
}

function inPackage(path: string): string {
  return fileURLToPath(new URL(`../${path}`, import.meta.url))
}
