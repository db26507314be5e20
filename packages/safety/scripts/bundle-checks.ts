// Run by the build: puts the parts of the libraries that are used in the place of dist/pii/library-checks.js.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import { rolldown } from 'rolldown'

import { europeanIds, otherIds } from '../src/pii/id-rows.ts'
import { ownValidators } from '../src/pii/own-validators.ts'

const libraries = [
  { name: 'stdnum', licence: 'LICENSE.md' },
  { name: 'libphonenumber-js', licence: 'LICENSE' },
]

writeFileSync(new URL('../dist/pii/library-checks.js', import.meta.url), await bundle(entry()))

/** A module with the exports of `library-checks`, over the checks that the table of ids names. */
function entry(): string {
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

async function bundle(code: string): Promise<string> {
  const build = await rolldown({
    input: 'entry',
    platform: 'neutral',
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === 'entry' ? id : null),
        load: (id) => (id === 'entry' ? code : null),
      },
    ],
  })
  const { output } = await build.generate({ format: 'es', comments: false, minify: true })
  return `${libraries.map(notice).join('')}${output[0].code}`
}

/** The licences ask to be told. */
function notice({ name, licence }: (typeof libraries)[number]): string {
  const { version } = JSON.parse(readFileSync(inLibrary(name, 'package.json'), 'utf8')) as {
    readonly version: string
  }
  return `/*\nParts of ${name} ${version}, whose licence is:\n\n${readFileSync(inLibrary(name, licence), 'utf8').trim()}\n*/\n`
}

function inLibrary(library: string, path: string): string {
  return fileURLToPath(new URL(`../node_modules/${library}/${path}`, import.meta.url))
}
