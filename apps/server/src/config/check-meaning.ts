import { splitBaseUrl } from '@signalbox/core'

import { isKeyReference } from '../secrets/key-reference.ts'
import { adapterNames, adapterOptions, adapterTable, type AdapterOption } from './adapter-table.ts'
import type { ConfigFile } from './config-file.ts'
import { didYouMean } from './edit-distance.ts'
import { featureChecks } from './features.ts'
import type { Finding, Tree } from './finding.ts'
import type { Path } from './path.ts'
import { isSecretField } from './schema-paths.ts'
import type { ModelSection } from './sections/models.ts'
import type { ProviderSection } from './sections/providers.ts'
import { splitTarget } from './split-target.ts'

/**
 * Checks what a schema cannot: that names exist, addresses make sense, keys are there.
 * `names` are the providers there are: the file's, else those of the environment.
 */
export function checkMeaning(
  file: ConfigFile,
  tree: Tree,
  names: readonly string[],
): readonly Finding[] {
  const providers = Object.entries(file.providers ?? {})
  const findings: Finding[] = []
  if (file.providers !== undefined && providers.length === 0)
    findings.push({
      path: ['providers'],
      at: 'key',
      message:
        'names no provider: add one, or remove the section to take them from the environment',
    })
  for (const [name, provider] of providers) findings.push(...checkProvider(name, provider))
  for (const [name, model] of Object.entries(file.models ?? {}))
    findings.push(...checkModel(name, model, names))
  const context = { sections: file, providers: names, models: Object.keys(file.models ?? {}) }
  findings.push(...featureChecks.flatMap((check) => check(context)), ...secretLiterals(tree))
  return findings
}

function checkProvider(name: string, provider: ProviderSection): Finding[] {
  const path: Path = ['providers', name]
  const row = adapterTable[provider.adapter]
  const { baseUrl, adapter } = provider
  const findings: Finding[] = [
    ...checkBaseUrl(provider, [...path, 'baseUrl']),
    ...checkKeys(provider, path),
  ]
  const say = (field: string, message: string): void => {
    findings.push({ path: [...path, field], message })
  }
  if (row.needsBaseUrl === true && baseUrl === undefined)
    say(
      'baseUrl',
      `is missing: the adapter ${adapter} needs an address such as http://host:8000/v1`,
    )
  if (adapter === 'vertex' && provider.project === undefined)
    say('project', 'is missing: vertex needs it')
  if (adapter === 'bedrock' && provider.region === undefined)
    say('region', 'is missing: bedrock needs one, such as us-east-1')
  if (adapter === 'azure' && (provider.resource === undefined) === (baseUrl === undefined))
    say('resource', 'or baseUrl: azure needs one of them')
  for (const option of adapterOptions)
    if (provider[option] !== undefined && row.options?.includes(option) !== true)
      say(option, `is only for ${adaptersWith(option)}; ${adapter} has no such field`)
  return findings
}

function adaptersWith(option: AdapterOption): string {
  return adapterNames
    .filter((name) => adapterTable[name].options?.includes(option))
    .map((name) => `the adapter ${name}`)
    .join(' and ')
}

function checkKeys({ adapter, apiKey, keys, baseUrl }: ProviderSection, path: Path): Finding[] {
  const findings: Finding[] = []
  if (apiKey !== undefined && keys !== undefined)
    findings.push({
      path: [...path, 'keys'],
      at: 'key',
      message: 'give "apiKey" or "keys", not both',
    })
  // With an address of its own a provider may well be a server that asks for no key.
  const { keyless, foundKey } = adapterTable[adapter]
  const isOpen = keyless === true || foundKey !== undefined || baseUrl !== undefined
  if (apiKey === undefined && keys === undefined && !isOpen) {
    const variable = adapterTable[adapter].environment?.[0] ?? `${adapter.toUpperCase()}_API_KEY`
    const message = `is missing: write apiKey: "\${${variable}}"`
    findings.push({ path: [...path, 'apiKey'], message })
  }
  const ids = (keys ?? []).map(({ id }) => id)
  ids.forEach((id, i) => {
    if (ids.indexOf(id) !== i)
      findings.push({ path: [...path, 'keys', i, 'id'], message: `"${id}" names two keys` })
  })
  return findings
}

function checkBaseUrl({ baseUrl, adapter }: ProviderSection, path: Path): Finding[] {
  if (baseUrl === undefined) return []
  let prefix: string
  try {
    const parts = splitBaseUrl(baseUrl)
    if (parts.origin.includes('@')) return [{ path, message: 'must hold no user or password' }]
    prefix = parts.prefix
    if (!URL.canParse(parts.origin)) throw new TypeError('no host')
  } catch {
    return [{ path, message: 'is not a base URL: write http(s)://host[:port][/prefix]' }]
  }
  const isVersioned = /\/v\d+(beta|alpha)?\d*$/.test(prefix)
  const { baseUrl: rule } = adapterTable[adapter]
  if (rule === 'origin' && isVersioned)
    return [{ path, message: `must not end in a version: the adapter ${adapter} adds its own` }]
  if (rule === 'versioned' && !isVersioned)
    return [{ severity: 'warning', path, message: 'does not end in a version such as /v1' }]
  return []
}

function checkModel(name: string, { targets }: ModelSection, names: readonly string[]): Finding[] {
  const findings: Finding[] = []
  const seen = new Set<string>()
  const weights: (number | undefined)[] = []
  targets.forEach((entry, i) => {
    const at: Path = ['models', name, 'targets', i]
    const isText = typeof entry === 'string'
    const path = isText ? at : [...at, 'target']
    const text = isText ? entry : entry.target
    weights.push(isText ? undefined : entry.weight)
    const target = splitTarget(text)
    if (target === undefined) findings.push({ path, message: 'must be written "provider/model"' })
    else if (!names.includes(target.provider)) {
      const hint =
        didYouMean(target.provider, names) || ` (there are: ${names.join(', ') || 'none'})`
      findings.push({ path, message: `no provider is named "${target.provider}"${hint}` })
    } else if (seen.has(text)) findings.push({ path, message: `"${text}" is in the list twice` })
    seen.add(text)
  })
  if (weights.length > 0 && weights.every((weight) => weight === 0))
    findings.push({
      path: ['models', name, 'targets'],
      message: 'all weights are 0: no target is left',
    })
  return findings
}

function secretLiterals({ places, value }: Tree): Finding[] {
  const message = 'a secret stands in the file: use ${NAME} or ${file:/path}'
  return [...places].flatMap(([key, { references }]): Finding[] => {
    if (references.length > 0) return []
    const path = JSON.parse(key) as Path
    if (!isSecretField(path) || isKeyReference(String(valueAt(value, path)))) return []
    return [{ severity: 'warning', path, message }]
  })
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (at, step) =>
      typeof at === 'object' && at !== null
        ? (at as Readonly<Record<string | number, unknown>>)[step]
        : undefined,
    value,
  )
}
