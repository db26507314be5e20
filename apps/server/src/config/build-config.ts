import { Secret } from '@signalbox/core'

import { isKeyReference } from '../secrets/key-reference.ts'
import { adapterTable } from './adapter-table.ts'
import type { ConfigFile } from './config-file.ts'
import {
  defaultServer,
  type Config,
  type ProviderConfig,
  type ProviderKey,
  type ServerConfig,
  type TargetConfig,
} from './config.ts'
import { featuresOf } from './features.ts'
import type { ModelSection } from './sections/models.ts'
import type { ProviderSection, TimeoutsSection } from './sections/providers.ts'
import type { ServerSection } from './sections/server.ts'
import { splitTarget } from './split-target.ts'

/** A checked file as what the gateway runs on; without `providers` it takes the given ones. */
export function buildConfig(file: ConfigFile, others: readonly ProviderConfig[]): Config {
  const { providers, models } = file
  return {
    server: buildServer(file.server),
    providers:
      providers === undefined
        ? others
        : Object.entries(providers).map(([name, section]) => buildProvider(name, section)),
    models: Object.entries(models ?? {}).map(([name, section]) => ({
      name,
      ...(section.policy === undefined ? {} : { policy: section.policy }),
      targets: section.targets.flatMap(buildTarget),
    })),
    ...featuresOf(file),
  }
}

function buildServer(section: ServerSection = {}): ServerConfig {
  const { host = defaultServer.host, port = defaultServer.port, adminKey, ...rest } = section
  return {
    host,
    port,
    ...rest,
    ...(adminKey === undefined ? {} : { adminKey: new Secret(adminKey) }),
  }
}

function buildProvider(name: string, section: ProviderSection): ProviderConfig {
  const { adapter, apiKey, keys, baseUrl, limits, catalog } = section
  const { project, region, resource, apiVersion } = section
  return {
    name,
    adapter,
    keys: buildKeys(keys, apiKey ?? adapterTable[adapter].foundKey),
    ...(baseUrl === undefined ? {} : { baseUrl: baseUrl.replace(/\/+$/, '') }),
    api: section.api ?? 'auto',
    tags: section.tags ?? [],
    timeouts: buildTimeouts(section.timeouts),
    ...(limits === undefined ? {} : { limits }),
    ...(project === undefined ? {} : { project }),
    ...(region === undefined ? {} : { region }),
    ...(resource === undefined ? {} : { resource }),
    ...(apiVersion === undefined ? {} : { apiVersion }),
    ...(catalog === undefined ? {} : { catalog }),
    models: adapterTable[adapter].models,
    demo: false,
  }
}

function buildKeys(
  keys: ProviderSection['keys'],
  single: string | undefined,
): readonly ProviderKey[] {
  if (keys !== undefined) return keys.map(({ value, ...key }) => ({ ...key, ...buildKey(value) }))
  return single === undefined ? [] : [{ id: 'default', ...buildKey(single) }]
}

function buildKey(text: string): Pick<ProviderKey, 'value' | 'isReference'> {
  const value = new Secret(text)
  return isKeyReference(text) ? { value, isReference: true } : { value }
}

function buildTimeouts(section: TimeoutsSection = {}): ProviderConfig['timeouts'] {
  const { connectMs, firstTokenMs, idleMs, totalMs } = section
  return {
    ...(connectMs === undefined ? {} : { connectMs }),
    ...(firstTokenMs === undefined ? {} : { firstTokenMs }),
    ...(idleMs === undefined ? {} : { idleMs }),
    ...(totalMs === undefined ? {} : { totalMs }),
  }
}

function buildTarget(entry: ModelSection['targets'][number]): TargetConfig[] {
  const { target, ...rest } = typeof entry === 'string' ? { target: entry } : entry
  const halves = splitTarget(target)
  return halves === undefined ? [] : [{ ...halves, ...rest }]
}
