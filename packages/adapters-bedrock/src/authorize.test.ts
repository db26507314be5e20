import { createHash } from 'node:crypto'

import { header, Secret, type Credential, type WireRequest } from '@signalbox/core'
import { describe, expect, test } from 'vitest'

import { bedrock } from './bedrock.ts'

const wall = Date.parse('2026-11-25T01:02:03.456Z')
const id = 'AKIAIOSFODNN7EXAMPLE'
const secret = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY'
const request: WireRequest = {
  method: 'POST',
  origin: 'https://bedrock-runtime.us-east-1.amazonaws.com',
  path: '/model/us.amazon.nova-lite-v1%3A0/converse',
  headers: ['content-type', 'application/json'],
  body: '{"messages":[]}',
}

const sign = async (credential: Omit<Credential, 'id'>, over: Partial<WireRequest> = {}) => {
  const adapter = bedrock({ region: 'eu-west-1' })
  const signed = await adapter.authorize({ ...request, ...over }, { id: 'k', ...credential }, wall)
  return (name: string) => header(signed.headers, name)
}

describe('a Bedrock API key', () => {
  test.each(['ABSKQmVkcm9ja0FQSUtleS1leGFtcGxl=', 'bedrock-api-key-YmVkcm9jaw=='])(
    '%s is a bearer token and nothing is signed',
    async (key) => {
      const sent = await sign({ key: new Secret(key) })
      expect(sent('authorization')).toBe(`Bearer ${key}`)
      expect(sent('x-amz-date')).toBeUndefined()
    },
  )
})

describe('an access key', () => {
  test('signs host, date, body and type, for the region that the address names', async () => {
    const sent = await sign({ key: new Secret(`${id}:${secret}`) })
    // The official signer's own.
    expect(sent('authorization')).toBe(
      `AWS4-HMAC-SHA256 Credential=${id}/20261125/us-east-1/bedrock/aws4_request, SignedHeaders=content-type;host;x-amz-content-sha256;x-amz-date, Signature=3ca1c16e87950154178869db280d053a6a536263bbe22c70baf30817bc9214d7`,
    )
    expect(sent('x-amz-date')).toBe('20261125T010203Z')
    expect(sent('x-amz-security-token')).toBeUndefined()
  })

  test('with the token of a session, in one text or in fields', async () => {
    const one = await sign({ key: new Secret(`${id}:${secret}:tok==`) })
    const fields = { accessKeyId: new Secret(id), sessionToken: new Secret('tok==') }
    const other = await sign({ key: new Secret(secret), fields })
    expect(one('x-amz-security-token')).toBe('tok==')
    expect(one('authorization')).toContain(';x-amz-security-token,')
    expect(other('authorization')).toBe(one('authorization'))
  })

  test('an empty token is none', async () => {
    const sent = await sign({ key: new Secret(`${id}:${secret}:`) })
    expect(sent('x-amz-security-token')).toBeUndefined()
  })

  test.each([
    ['http://127.0.0.1:4600', 'eu-west-1'],
    ['https://vpce-1-a.bedrock-runtime.ap-south-1.vpce.amazonaws.com', 'ap-south-1'],
    ['https://bedrock-runtime-fips.us-gov-west-1.amazonaws.com', 'us-gov-west-1'],
  ])('at %s is for %s', async (origin, region) => {
    const sent = await sign({ key: new Secret(`${id}:${secret}`) }, { origin })
    expect(sent('authorization')).toContain(`/20261125/${region}/bedrock/`)
  })

  test.each([0, 4095, 4096, 100_000])('a body of %i bytes is hashed right', async (length) => {
    const body = 'ä'.repeat(length / 2) + 'a'.repeat(length % 2)
    const text = await sign({ key: new Secret(`${id}:${secret}`) }, { body })
    const bytes = new TextEncoder().encode(body)
    const binary = await sign({ key: new Secret(`${id}:${secret}`) }, { body: bytes })
    const hash = createHash('sha256').update(body).digest('hex')
    expect(text('x-amz-content-sha256')).toBe(hash)
    expect(binary('authorization')).toBe(text('authorization'))
  })
})
