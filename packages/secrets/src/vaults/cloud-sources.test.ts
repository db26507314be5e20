import { describe, expect, test } from 'vitest'

import type { HttpFetch, HttpInit } from '../http-fetch.ts'
import { awsSource } from './aws-source.ts'
import { azureSource } from './azure-source.ts'
import { gcpSource } from './gcp-source.ts'
import { signPost } from './sigv4.ts'

function answering(answers: Readonly<Record<string, unknown>>) {
  const calls: { readonly url: string; readonly init: HttpInit }[] = []
  const fetch: HttpFetch = async (url, init) => {
    calls.push({ url, init })
    const found = Object.entries(answers).find(([part]) => url.includes(part))?.[1]
    const status = found === undefined ? 404 : 200
    return { status, text: async () => JSON.stringify(found ?? {}) }
  }
  return { fetch, calls }
}

describe('the signature of AWS', () => {
  // The key and dates of AWS's own documentation of deriving a signing key.
  const credentials = {
    accessKeyId: 'AKIDEXAMPLE',
    secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
  }
  const wall = Date.UTC(2015, 7, 30, 12, 36, 0)
  const call = { host: 'example.amazonaws.com', region: 'us-east-1', service: 'service', wall }

  test('is that of the test suite for a POST without a body', () => {
    const headers = signPost({ ...call, headers: {}, body: '' }, credentials)
    expect(headers['authorization']).toBe(
      'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, ' +
        'SignedHeaders=host;x-amz-date, ' +
        'Signature=5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b',
    )
    expect(headers['x-amz-date']).toBe('20150830T123600Z')
    expect(headers).not.toHaveProperty('host')
  })

  test('is that of the test suite for a POST with a form', () => {
    const headers = signPost(
      {
        ...call,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: 'Param1=value1',
      },
      credentials,
    )
    expect(headers['authorization']).toContain('SignedHeaders=content-type;host;x-amz-date')
    expect(headers['authorization']).toContain(
      'Signature=ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a',
    )
  })

  test('covers the session token', () => {
    const headers = signPost(
      { ...call, headers: {}, body: '' },
      { ...credentials, sessionToken: 't' },
    )
    expect(headers['authorization']).toContain('host;x-amz-date;x-amz-security-token')
  })
})

test('AWS Secrets Manager: a field of the JSON text, the version it names', async () => {
  const { fetch, calls } = answering({
    secretsmanager: { SecretString: '{"openai":"sk-aws"}', VersionId: 'v7' },
  })
  const source = awsSource({
    fetch,
    region: 'eu-west-1',
    credentials: () => ({ accessKeyId: 'a', secretAccessKey: 'b' }),
    wall: () => 0,
  })
  const { value, version } = await source.resolve('arn:aws:secretsmanager:x:llm#openai')
  expect([value.reveal(), version]).toEqual(['sk-aws', 'v7'])
  expect(calls[0]?.url).toBe('https://secretsmanager.eu-west-1.amazonaws.com/')
  expect(calls[0]?.init.body).toBe('{"SecretId":"arn:aws:secretsmanager:x:llm"}')
  expect(calls[0]?.init.headers['x-amz-target']).toBe('secretsmanager.GetSecretValue')
})

test('Google Secret Manager: the latest version with the token of the machine, asked once', async () => {
  const { fetch, calls } = answering({
    'metadata.google': { access_token: 'tok', expires_in: 3600 },
    ':access': { name: 'projects/1/secrets/s/versions/3', payload: { data: btoa('sk-gcp') } },
  })
  const source = gcpSource({ fetch, wall: () => 0 })
  const { value, version } = await source.resolve('projects/p/secrets/s')
  expect([value.reveal(), version]).toEqual(['sk-gcp', 'projects/1/secrets/s/versions/3'])
  await source.resolve('projects/p/secrets/s/versions/2')
  expect(calls.map(({ url }) => url)).toEqual([
    'http://metadata.google.internal/computeMetadata/v1/instance/service-accounts/default/token',
    'https://secretmanager.googleapis.com/v1/projects/p/secrets/s/versions/latest:access',
    'https://secretmanager.googleapis.com/v1/projects/p/secrets/s/versions/2:access',
  ])
  expect(calls[0]?.init.headers['metadata-flavor']).toBe('Google')
  expect(calls[1]?.init.headers['authorization']).toBe('Bearer tok')
})

test('Azure Key Vault: the host is that of the vault', async () => {
  const id = 'https://house.vault.azure.net/secrets/openai/abc'
  const { fetch, calls } = answering({
    'metadata/identity': { access_token: 'tok', expires_in: '3600' },
    '/secrets/openai': { value: 'sk-azure', id },
  })
  const source = azureSource({ fetch, wall: () => 0 })
  const { value, version } = await source.resolve('house/openai')
  expect([value.reveal(), version]).toEqual(['sk-azure', id])
  expect(calls[1]?.url).toBe('https://house.vault.azure.net/secrets/openai?api-version=7.4')
})
