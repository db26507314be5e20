import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, describe, expect, test } from 'vitest'

import { awsChain, findAwsKey } from './aws-chain.ts'

const folder = mkdtempSync(join(tmpdir(), 'signalbox-aws-'))
const file = join(folder, 'credentials')
writeFileSync(
  file,
  [
    '# written by a tool',
    '[default]',
    'aws_access_key_id = AKIADEFAULT000000000',
    'aws_secret_access_key=default/secret',
    'region = eu-west-1',
    '',
    '[prod]',
    'aws_access_key_id=ASIAPROD000000000000',
    'aws_secret_access_key = prod+secret',
    'aws_session_token = token==',
    '[empty]',
  ].join('\r\n'),
)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const shared = { AWS_SHARED_CREDENTIALS_FILE: file }
const pair = { AWS_ACCESS_KEY_ID: 'AKIAENV0000000000000', AWS_SECRET_ACCESS_KEY: 'env-secret' }

describe('the chain', () => {
  test.each([
    ['the variables first', { ...shared, ...pair }, 'AKIAENV0000000000000:env-secret'],
    [
      'with the token of a session',
      { ...pair, AWS_SESSION_TOKEN: 't' },
      'AKIAENV0000000000000:env-secret:t',
    ],
    ['then the default profile', shared, 'AKIADEFAULT000000000:default/secret'],
    [
      'or the one that is named',
      { ...shared, AWS_PROFILE: 'prod' },
      'ASIAPROD000000000000:prod+secret:token==',
    ],
    ['nothing of half a pair', { AWS_ACCESS_KEY_ID: 'A' }, undefined],
    ['nothing of a profile without a key', { ...shared, AWS_PROFILE: 'empty' }, undefined],
    ['nothing where there is no file', { HOME: folder }, undefined],
    ['nothing of nothing', {}, undefined],
  ])('takes %s', (_, env, text) => {
    expect(findAwsKey(env)?.text).toBe(text)
  })
})

describe('references', () => {
  test('a profile is read by its name, and a changed key is another version', async () => {
    const source = awsChain(shared)
    const prod = await source.resolve('profile/prod')
    expect(prod.value.reveal()).toBe('ASIAPROD000000000000:prod+secret:token==')
    expect((await source.resolve('chain')).version).not.toBe(prod.version)
    expect((await source.resolve('profile/prod')).version).toBe(prod.version)
  })

  test.each([
    ['profile/nobody', 'finds no access key'],
    ['else', 'neither aws:chain nor aws:profile/NAME'],
  ])('aws:%s says what is wrong', async (ref, message) => {
    await expect(awsChain(shared).resolve(ref)).rejects.toThrow(message)
  })
})
