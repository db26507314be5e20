import { z } from 'zod'

import { count, name, secretText, text } from './fields.ts'

/** Where references such as `vault:kv/data/llm#openai` are looked up. `env:` and `file:` always work. */
export interface SecretsSection {
  /** Before a reference is looked at again; 60, and 5 for files. */
  readonly ttlSeconds?: number | undefined
  readonly vault?: VaultSection | undefined
  readonly aws?: AwsSection | undefined
  readonly gcp?: CloudSection | undefined
  readonly azure?: CloudSection | undefined
  /** 32 bytes in base64 that open `db:` secrets; absent: the file `kek` beside the store. */
  readonly kek?: string | undefined
}

/** A Vault or OpenBao. */
export interface VaultSection {
  readonly address: string
  readonly namespace?: string | undefined
  readonly token?: string | undefined
  readonly approle?: { readonly roleId: string; readonly secretId: string } | undefined
  readonly kubernetes?: { readonly role: string; readonly jwtFile?: string | undefined } | undefined
}

/** AWS Secrets Manager; without keys those of the environment. */
export interface AwsSection {
  readonly region: string
  readonly accessKeyId?: string | undefined
  readonly secretAccessKey?: string | undefined
  readonly endpoint?: string | undefined
}

/** A cloud whose machines have accounts of their own. */
export interface CloudSection {
  /** Instead of the machine's own account. */
  readonly token?: string | undefined
  readonly endpoint?: string | undefined
}

const cloud = z.strictObject({ token: secretText.optional(), endpoint: text.optional() })

/** `secrets:` */
export const secretsSection: z.ZodType<SecretsSection> = z.strictObject({
  ttlSeconds: count.optional(),
  vault: z
    .strictObject({
      address: text,
      namespace: text.optional(),
      token: secretText.optional(),
      approle: z.strictObject({ roleId: text, secretId: secretText }).optional(),
      kubernetes: z.strictObject({ role: name, jwtFile: text.optional() }).optional(),
    })
    .optional(),
  aws: z
    .strictObject({
      region: text,
      accessKeyId: text.optional(),
      secretAccessKey: secretText.optional(),
      endpoint: text.optional(),
    })
    .optional(),
  gcp: cloud.optional(),
  azure: cloud.optional(),
  kek: secretText.optional(),
})
