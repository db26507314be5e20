import { hash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { Secret, type SecretSource } from '@signalbox/core'

type Environment = Readonly<Record<string, string | undefined>>

/** An access key as `ID:SECRET[:SESSION_TOKEN]`, and where it was found. */
export interface AwsKey {
  readonly text: string
  readonly from: string
}

/** `aws:chain`: the variables of the environment, else the usual profile; `aws:profile/NAME`. */
export function awsChain(env: Environment): SecretSource {
  return {
    scheme: 'aws',
    async resolve(ref) {
      const profile = /^profile\/(.+)$/.exec(ref)?.[1]
      if (profile === undefined && ref !== 'chain')
        throw new TypeError(`"aws:${ref}" is neither aws:chain nor aws:profile/NAME.`)
      const found = profile === undefined ? findAwsKey(env) : keyOfProfile(env, profile)
      if (found === undefined)
        throw new TypeError(
          `"aws:${ref}" finds no access key: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or write the profile to the shared credentials file.`,
        )
      return { value: new Secret(found.text), version: hash('sha256', found.text).slice(0, 16) }
    },
  }
}

/** The first access key of the chain. */
export function findAwsKey(env: Environment): AwsKey | undefined {
  const id = env['AWS_ACCESS_KEY_ID'] ?? ''
  const secret = env['AWS_SECRET_ACCESS_KEY'] ?? ''
  if (id !== '' && secret !== '')
    return {
      text: joined(id, secret, env['AWS_SESSION_TOKEN']),
      from: 'env AWS_ACCESS_KEY_ID',
    }
  return keyOfProfile(env, env['AWS_PROFILE'] || 'default')
}

function keyOfProfile(env: Environment, profile: string): AwsKey | undefined {
  const home = env['HOME'] ?? env['USERPROFILE'] ?? ''
  const usual = home === '' ? '' : join(home, '.aws', 'credentials')
  const file = env['AWS_SHARED_CREDENTIALS_FILE'] || usual
  const values = file === '' ? undefined : sectionOf(readText(file), profile)
  const id = values?.get('aws_access_key_id')
  const secret = values?.get('aws_secret_access_key')
  if (id === undefined || secret === undefined) return undefined
  return {
    text: joined(id, secret, values?.get('aws_session_token')),
    from: `profile ${profile} of the AWS credentials file`,
  }
}

function joined(id: string, secret: string, token: string | undefined): string {
  return token === undefined || token === '' ? `${id}:${secret}` : `${id}:${secret}:${token}`
}

function sectionOf(text: string, name: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>()
  let section = ''
  for (const line of text.split(/\r?\n/)) {
    const heading = /^\s*\[\s*(.*?)\s*\]/.exec(line)?.[1]
    if (heading !== undefined) section = heading
    else if (section === name) {
      const [, key, value] = /^\s*(\w+)\s*=\s*(\S*)\s*$/.exec(line) ?? []
      if (key !== undefined && value !== undefined) values.set(key, value)
    }
  }
  return values
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    // No file is no profile, and a file that nobody may read is no use either.
    return ''
  }
}
