import { readFile } from 'node:fs/promises'

import { isJsonObject, Secret, type SecretSource } from '@signalbox/core'
import { envSource, sealedSource, type SealedSource } from '@signalbox/secrets'
import { fileSource } from '@signalbox/secrets/file'
import { awsSource, azureSource, gcpSource, vaultSource } from '@signalbox/secrets/vaults'

import type { SecretsSection, VaultSection } from '../config/sections/secrets.ts'
import type { Stores } from '../stores/open-stores.ts'

const serviceAccount = '/var/run/secrets/kubernetes.io/serviceaccount/token'

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
    ...(vault === undefined ? [] : [vaultOf(vault)]),
    ...(aws === undefined
      ? []
      : [
          awsSource({
            fetch,
            region: aws.region,
            endpoint: aws.endpoint,
            credentials: () => ({
              accessKeyId: aws.accessKeyId ?? needed(env, 'AWS_ACCESS_KEY_ID'),
              secretAccessKey: aws.secretAccessKey ?? needed(env, 'AWS_SECRET_ACCESS_KEY'),
              sessionToken: aws.accessKeyId === undefined ? env['AWS_SESSION_TOKEN'] : undefined,
            }),
          }),
        ]),
    ...(gcp === undefined
      ? []
      : [gcpSource({ fetch, endpoint: gcp.endpoint, token: fixedToken(gcp.token) })]),
    ...(azure === undefined
      ? []
      : [azureSource({ fetch, endpoint: azure.endpoint, token: fixedToken(azure.token) })]),
  ]
}

/** Secrets that lie sealed among the settings of the store. */
export function storedSecrets({ kek }: SecretsSection, { engine, key }: Stores): SealedSource {
  const bytes = kek === undefined ? key() : new Uint8Array(Buffer.from(kek, 'base64'))
  return sealedSource({
    keks: [{ id: kek === undefined ? 'local' : 'configured', bytes }],
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

function vaultOf({ address, namespace, token, approle, kubernetes }: VaultSection): SecretSource {
  const common = { fetch, address, namespace }
  if (approle !== undefined) {
    const { roleId, secretId } = approle
    const auth = { type: 'approle', roleId, secretId: new Secret(secretId) } as const
    return vaultSource({ ...common, auth })
  }
  if (kubernetes !== undefined) {
    const { role, jwtFile = serviceAccount } = kubernetes
    const jwt = async () => (await readFile(jwtFile, 'utf8')).trim()
    return vaultSource({ ...common, auth: { type: 'kubernetes', role, jwt } })
  }
  return vaultSource({ ...common, auth: { type: 'token', token: new Secret(token ?? '') } })
}

function fixedToken(token: string | undefined): (() => Promise<string>) | undefined {
  return token === undefined ? undefined : async () => token
}

function needed(env: NodeJS.ProcessEnv, name: string): string {
  const value = env[name]
  if (value === undefined || value === '')
    throw new TypeError(`The environment variable ${name} is not set.`)
  return value
}
