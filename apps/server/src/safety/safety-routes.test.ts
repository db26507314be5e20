import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { parseConfig } from '../config/parse-config.ts'
import { createGateway, type Gateway } from '../create-gateway.ts'

let gateway: Gateway

beforeAll(async () => {
  gateway = createGateway(
    await parseConfig({
      version: 1,
      providers: { chat: { adapter: 'openai', apiKey: 'k', baseUrl: 'http://127.0.0.1:9/v1' } },
      tenants: { acme: { safety: 'hashed' } },
      safety: {
        default: 'own',
        keys: { k: 'a key of many letters, and of more' },
        policies: {
          own: {
            extends: 'standard',
            input: [
              {
                id: 'only-small',
                detect: 'pii',
                types: ['EMAIL'],
                when: { models: ['small'], tags: ['eu'] },
                action: { type: 'block' },
              },
            ],
          },
          hashed: {
            input: [
              {
                id: 'h',
                detect: 'pii',
                types: ['EMAIL'],
                when: { tools: ['look'] },
                action: { type: 'redact' },
              },
              { id: 'all', detect: 'pii', types: ['EMAIL'], action: { type: 'hash', key: 'k' } },
            ],
          },
        },
      },
    }),
  )
})
afterAll(() => gateway.close())

interface Answer {
  readonly text: string | null
  readonly blocked: unknown
}

async function tried(body: object): Promise<{ status: number; answer: Answer & object }> {
  const response = await gateway.fetch(
    new Request('http://gateway/admin/v1/safety/test', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  )
  return { status: response.status, answer: (await response.json()) as Answer }
}

const mail = 'mail jane@x.example'

describe('trying a policy', () => {
  test('asks rules about the model and the tags that are given', async () => {
    const plain = await tried({ text: mail })
    expect(plain.answer).toMatchObject({ action: 'pseudonymize', text: 'mail <EMAIL_1_cli0>' })
    const small = await tried({ text: mail, model: 'small', tags: ['eu'] })
    expect(small.answer).toMatchObject({
      action: 'block',
      blocked: { rule: 'only-small', path: '/text' },
      text: null,
    })
  })

  test('hashes as for the tenant', async () => {
    const { answer } = await tried({ text: mail, tenant: 'acme' })
    expect(answer.text).toMatch(/^mail <EMAIL#[\da-f]{16}>$/)
    const other = await tried({ text: mail, tenant: 'other', policy: 'hashed' })
    expect(other.answer.text).not.toBe(answer.text)
  })

  test('reads messages and whole bodies', async () => {
    const messages = [{ role: 'user', content: mail }]
    expect((await tried({ messages })).answer).toMatchObject({
      findings: [{ path: '/messages/0/content', policy_rule: 'pii' }],
      messages: [{ role: 'user', content: 'mail <EMAIL_1_cli0>' }],
    })
    const request = { system: mail, messages: [] }
    expect((await tried({ request, dialect: 'anthropic-messages' })).answer).toMatchObject({
      request: { system: 'mail <EMAIL_1_cli0>', messages: [] },
    })
  })

  test('tries the rules of answers', async () => {
    const text = 'see ![x](https://evil.example/a)'
    expect((await tried({ text, direction: 'output' })).answer).toMatchObject({
      action: 'defang',
      text: 'see ![x](#blocked)',
    })
  })

  test('says which field is wrong, and which policies there are', async () => {
    const told = async (body: object) => {
      const { status, answer } = await tried(body)
      return `${String(status)} ${JSON.stringify(answer)}`
    }
    expect(await told({ text: 'x', role: 'robot' })).toMatch(/^400 .*\\"role\\"/)
    expect(await told({ text: 'x', messages: [] })).toMatch(/^400 .*exactly one of/)
    expect(await told({ request: {}, dialect: 'morse' })).toMatch(/^400 .*dialect.*openai-chat/)
    expect(await told({ text: 'x', policy: 'hashd' })).toMatch(/^404 .*did you mean .*hashed/)
  })
})
