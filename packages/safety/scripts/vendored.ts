import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import { rolldown } from 'rolldown'

import { europeanIds, otherIds } from '../src/pii/id-rows.ts'
import { ownValidators } from '../src/pii/own-validators.ts'

/** Code of others that we carry as one file: from their packages it would be hundreds of modules. */
export interface Vendored {
  /** Beside this its declarations are written by hand. */
  readonly file: URL
  readonly library: string
  readonly licence: string
  /** A module that exports what we take. */
  readonly entry: string
}

/** Everything under `vendor`. */
export const vendored: readonly Vendored[] = [
  {
    file: new URL('../vendor/national-numbers.js', import.meta.url),
    library: 'stdnum',
    licence: 'LICENSE.md',
    entry: nationalNumbers(),
  },
  {
    file: new URL('../vendor/phone-numbers.js', import.meta.url),
    library: 'libphonenumber-js',
    licence: 'LICENSE',
    entry: `export { isValidPhoneNumber } from '${inLibrary('libphonenumber-js', 'min/index.js')}'`,
  },
]

/** Bundles what the entry takes, readable and under its licence. */
export async function bundleVendored({ library, licence, entry }: Vendored): Promise<string> {
  const bundle = await rolldown({
    input: 'entry',
    platform: 'neutral',
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === 'entry' ? id : null),
        load: (id) => (id === 'entry' ? entry : null),
      },
    ],
  })
  const { output } = await bundle.generate({ format: 'es', comments: false })
  const { version } = JSON.parse(readFileSync(inLibrary(library, 'package.json'), 'utf8')) as {
    readonly version: string
  }
  const header = [
    `Bundled by scripts/build-vendor.ts from ${library} ${version}, whose licence is:`,
    '',
    ...readFileSync(inLibrary(library, licence), 'utf8').trim().split('\n'),
  ]
  const comment = header.map((line) => ` * ${line}`.trimEnd()).join('\n')
  return `/*\n${comment}\n */\n${withoutPlaces(output[0].code)}`
}

/** The comments of a bundle name each module by where it lay on this machine. */
function withoutPlaces(code: string): string {
  const marks = /^\/\/(?:#endregion|(?:#region)? (?:.*\/node_modules\/)?(.*))\n/gm
  return code.replaceAll(marks, (_, place: string | undefined) =>
    place === undefined || place.startsWith('\\0') ? '' : `// ${place}\n`,
  )
}

/** The checks that the table of ids names. */
function nationalNumbers(): string {
  const names = new Set(
    [...europeanIds, ...otherIds].map(([, country, name]) => `${country}.${name}`),
  )
  const taken = [...names].filter((name) => !ownValidators.has(name)).toSorted()
  const local = (name: string): string => name.replace('.', '_')
  const imports = taken.map((name) => {
    const path = `lib/esm/${name.replace('.', '/').replace(/^../, (country) => country.toLowerCase())}.js`
    return `import { validate as ${local(name)} } from '${inLibrary('stdnum', path)}'`
  })
  const rows = taken.map((name) => `'${name}': ${local(name)}`)
  return `${imports.join('\n')}\nexport const validators = { ${rows.join(', ')} }\n`
}

function inLibrary(library: string, path: string): string {
  return fileURLToPath(new URL(`../node_modules/${library}/${path}`, import.meta.url))
}
