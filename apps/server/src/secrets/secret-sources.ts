import { isJsonObject, type SecretSource } from '@signalbox/core'
import { envSource, sealedSource, type Kek, type SealedSource } from '@signalbox/secrets'
import { fileSource } from '@signalbox/secrets/file'

import type { SecretsSection } from '../config/sections/secrets.ts'
import type { Stores } from '../stores/open-stores.ts'

/** Every source that the configuration makes possible. */
export function secretSources(
  section: SecretsSection = {},
  stores: Stores,
  env: NodeJS.ProcessEnv = process.env,
): readonly SecretSource[] {
  const { vault, aws, gcp, azure, ttlSeconds = 5 } = section
  return [
    envSource(env),
    fileSource({ everyMs: Math.min(5000, ttlSeconds * 1000) }),
    // The key of the installation is made when a secret needs it.
    { scheme: 'db', resolve: (name) => storedSecrets(section, stores).resolve(name) },
    lazily('aws', async () => (await import('./aws-chain.ts')).awsChain(env)),
    ...(vault === undefined
      ? []
      : [lazily('vault', async () => (await vaults()).openVault(vault))]),
    ...(aws === undefined
      ? []
      : [lazily('aws-sm', async () => (await vaults()).openAws(aws, env))]),
    ...(gcp === undefined ? [] : [lazily('gcp-sm', async () => (await vaults()).openGcp(gcp))]),
    ...(azure === undefined
      ? []
      : [lazily('azure-kv', async () => (await vaults()).openAzure(azure))]),
  ]
}

/** Most gateways ask no vault, and need none of this code. */
function vaults(): Promise<typeof import('./open-vaults.ts')> {
  return import('./open-vaults.ts')
}

function lazily(scheme: string, open: () => Promise<SecretSource>): SecretSource {
  let opened: Promise<SecretSource> | undefined
  return { scheme, resolve: async (ref) => (await (opened ??= open())).resolve(ref) }
}

/** Secrets that lie sealed among the settings of the store. */
export function storedSecrets(section: SecretsSection, stores: Stores): SealedSource {
  const { engine } = stores
  return sealedSource({
    keks: [kekOf(section, stores)],
    records: {
      async read(name) {
        const { value } = await engine.load()
        const secrets = isJsonObject(value['secrets']) ? value['secrets'] : {}
        const record = secrets[name]
        return isJsonObject(record) ? record : undefined
      },
      async write(name, record) {
        await engine.write({ path: ['secrets', name], value: record })
      },
    },
  })
}

/** What seals and opens what the store keeps: of the configuration, else of this installation. */
export function kekOf({ kek }: SecretsSection = {}, { key }: Pick<Stores, 'key'>): Kek {
  return kek === undefined
    ? { id: 'local', bytes: key() }
    : { id: 'configured', bytes: new Uint8Array(Buffer.from(kek, 'base64')) }
}
