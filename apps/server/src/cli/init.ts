import { existsSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'

import { adapterNames, adapterTable } from '../config/adapter-table.ts'
import type { Terminal } from './terminal.ts'

const fileName = 'signalbox.yaml'

/** `signalbox init`: writes a file to start from; never over one that is there. */
export function init({ env, cwd, out, err }: Terminal): number {
  const path = resolve(cwd, fileName)
  if (existsSync(path)) {
    err(`${fileName} is already here; remove it first, or edit it and run: signalbox check`)
    return 1
  }
  writeFileSync(path, startingFile(env), { flag: 'wx' })
  out(`wrote ${fileName}`)
  out('next: signalbox check, then signalbox up')
  return 0
}

/** A file that passes `check` as it is: providers whose keys are set are on, the others commented out. */
function startingFile(env: Terminal['env']): string {
  const rows = adapterNames.flatMap((adapter) => {
    const { environment: variables, regionFrom } = adapterTable[adapter]
    const variable = variables?.find((each) => (env[each] ?? '') !== '')
    const shown = variable ?? variables?.[0]
    if (shown === undefined) return []
    const [place = ''] = regionFrom?.variables ?? []
    const region =
      regionFrom === undefined ? '' : `, region: "\${${place}:-${regionFrom.otherwise}}"`
    const row = `${adapter}: { adapter: ${adapter}, apiKey: "\${${shown}}"${region} }`
    return [variable === undefined ? `  # ${row}` : `  ${row}`]
  })
  const isAny = rows.some((row) => !row.startsWith('  #'))
  const providers = isAny
    ? 'providers:'
    : '# providers:   # without this section: from the environment'
  return `# What each field means: the configuration page of the documentation.
version: 1
server: { host: 127.0.0.1, port: 4400 }
${providers}
${rows.join('\n')}
  # local: { adapter: ollama, baseUrl: http://127.0.0.1:11434, tags: [local] }

# Rules on what requests and answers hold: personal data, secrets, injection, links.
safety: { default: standard }

# Names that clients may send as "model"; the best target answers, the next one when it fails.
# models:
#   support:
#     targets: [ openai/gpt-5-mini, anthropic/claude-haiku-4-5 ]
`
}
