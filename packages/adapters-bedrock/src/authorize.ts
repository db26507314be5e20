import type { Credential, WireRequest } from '@signalbox/core'

import type { AwsCredentials, Signer } from './sigv4.ts'
import { regionIn } from './wire/endpoint.ts'

/** Where and when a call is authorized, and what signs it. */
export interface Place {
  readonly wall: number
  readonly region: string
  readonly sign: Signer
}

/** A Bedrock API key as bearer token, or a signature made with an access key. */
export function authorize(
  request: WireRequest,
  credential: Credential,
  { wall, region, sign }: Place,
): WireRequest | Promise<WireRequest> {
  const credentials = accessKeyOf(credential)
  if (credentials === undefined) {
    const bearer = `Bearer ${credential.key.reveal()}`
    return { ...request, headers: [...request.headers, 'authorization', bearer] }
  }
  // An address that names a region is signed for that one, whatever the options say.
  const signed = regionIn(request.origin) ?? region
  return sign(request, credentials, { region: signed, service: 'bedrock', wall })
}

/** An access key: its secret with the id in `fields`, or `ID:SECRET[:SESSION_TOKEN]` in one text. */
function accessKeyOf({ key, fields }: Credential): AwsCredentials | undefined {
  const id = fields?.['accessKeyId']?.reveal()
  if (id !== undefined)
    return {
      accessKeyId: id,
      secretAccessKey: key.reveal(),
      sessionToken: fields?.['sessionToken']?.reveal(),
    }
  // Bedrock's API keys hold no colon.
  const match = /^(\w{16,128}):([^:]+)(?::(.*))?$/.exec(key.reveal())
  const [, accessKeyId, secretAccessKey, sessionToken = ''] = match ?? []
  if (accessKeyId === undefined || secretAccessKey === undefined) return undefined
  return {
    accessKeyId,
    secretAccessKey,
    sessionToken: sessionToken === '' ? undefined : sessionToken,
  }
}
