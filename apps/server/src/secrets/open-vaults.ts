import { readFile } from 'node:fs/promises'

import { Secret, type SecretSource } from '@signalbox/core'
import { awsSource, azureSource, gcpSource, vaultSource } from '@signalbox/secrets/vaults'

import type { SecretsSection, VaultSection } from '../config/sections/secrets.ts'

type Section<Name extends keyof SecretsSection> = NonNullable<SecretsSection[Name]>

const serviceAccount = '/var/run/secrets/kubernetes.io/serviceaccount/token'

/** HashiCorp Vault, by the way to log in that is configured. */
export function openVault(section: VaultSection): SecretSource {
  const { address, namespace, token, approle, kubernetes } = section
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

/** AWS Secrets Manager; what the section lacks is in the usual variables. */
export function openAws(aws: Section<'aws'>, env: NodeJS.ProcessEnv): SecretSource {
  return awsSource({
    fetch,
    region: aws.region,
    endpoint: aws.endpoint,
    credentials: () => ({
      accessKeyId: aws.accessKeyId ?? needed(env, 'AWS_ACCESS_KEY_ID'),
      secretAccessKey: aws.secretAccessKey ?? needed(env, 'AWS_SECRET_ACCESS_KEY'),
      sessionToken: aws.accessKeyId === undefined ? env['AWS_SESSION_TOKEN'] : undefined,
    }),
  })
}

/** Google Secret Manager. */
export function openGcp({ endpoint, token }: Section<'gcp'>): SecretSource {
  return gcpSource({ fetch, endpoint, token: fixedToken(token) })
}

/** Azure Key Vault. */
export function openAzure({ endpoint, token }: Section<'azure'>): SecretSource {
  return azureSource({ fetch, endpoint, token: fixedToken(token) })
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
