import type { Dialect, JsonObject, JsonValue, LeafPath } from '@signalbox/core'
import { compilePolicy, createScanner, defaultDetectors } from '@signalbox/safety'
import { simulate, type Simulator } from '@signalbox/simulator'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import type { Config } from '../config/config.ts'
import { parseConfig } from '../config/parse-config.ts'
import { createGateway, type Gateway } from '../create-gateway.ts'
import { dialects } from '../dialects.ts'
import { selfTest } from './self-test.ts'

let simulator: Simulator
let config: Config
let gateway: Gateway
const logged: string[] = []

beforeAll(async () => {
  simulator = await simulate({ port: 0, seed: 1 })
  config = await configWith({
    default: 'own',
    terms: { health: ['diabetes'] },
    policies: {
      own: {
        extends: 'standard',
        input: [
          { id: 'home', detect: 'terms/health', action: { type: 'route', require: ['local'] } },
          { id: 'no-ssn', detect: 'pii', types: ['SSN'], action: { type: 'block' } },
        ],
      },
    },
  })
  const log = (message: string, fields?: object): void =>
    void logged.push(message + JSON.stringify(fields))
  gateway = createGateway(config, { logger: { debug: log, info: log, warn: log, error: log } })
})
afterAll(async () => {
  await gateway.close()
  await simulator.close()
})
beforeEach(() => simulator.clear())

function configWith(safety: object | undefined): Promise<Config> {
  return parseConfig({
    version: 1,
    providers: {
      cloud: { adapter: 'openai', apiKey: 'k', baseUrl: `${simulator.url}/openai/v1`, api: 'chat' },
      more: { adapter: 'openai', apiKey: 'k', baseUrl: `${simulator.url}/openai/v1`, api: 'chat' },
      home: {
        adapter: 'openai',
        apiKey: 'k',
        baseUrl: `${simulator.url}/openai/v1`,
        api: 'chat',
        tags: ['local'],
      },
    },
    models: {
      mixed: { targets: ['cloud/gpt-4o-mini', 'more/gpt-4o-mini', 'home/sim-home'] },
      cloudy: { targets: ['cloud/gpt-4o-mini', 'more/gpt-4o-mini'] },
    },
    ...(safety === undefined ? {} : { safety }),
  })
}

function post(body: string, to = gateway, headers: Record<string, string> = {}): Promise<Response> {
  return to.fetch(
    new Request('http://gateway/v1/chat/completions', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    }),
  )
}

const chat = (model: string, content: string): string =>
  JSON.stringify({ model, messages: [{ role: 'user', content }] })

describe('threat 21: a rule that keeps content at home', () => {
  test('holds when everything at home is down: no byte reaches a cloud', async () => {
    await simulator.control({ 'sim-home': { fail: '503:1' } })
    const response = await post(chat('mixed', 'my diabetes'))
    expect(response.status).toBe(503)
    expect(await response.text()).toContain('"code":"no_compliant_provider"')
    const entries = await simulator.journal()
    expect(entries.every(({ model }) => model === 'sim-home')).toBe(true)
    await simulator.control({ 'sim-home': {} })
  })

  test('is answered with no_compliant_provider where nothing is at home', async () => {
    const response = await post(chat('cloudy', 'my diabetes'))
    expect(response.status).toBe(503)
    expect(await response.text()).toContain('no_compliant_provider')
    expect(await simulator.journal()).toHaveLength(0)
  })

  test('does not hold what has nothing to do with it, which proves that it was the rule', async () => {
    expect((await post(chat('cloudy', 'my holidays'))).status).toBe(200)
  })
})

describe('threat 11: two readers of one body', () => {
  const twice = `{"model":"cloud/gpt-4o-mini","messages":[{"role":"user","content":"secret 078-05-1121"}],"messages":[{"role":"user","content":"safe"}]}`

  test('read the same: what was scanned is what is sent', async () => {
    expect((await post(twice)).status).toBe(200)
    const [entry] = await simulator.journal()
    expect(JSON.stringify(entry)).not.toContain('078-05-1121')
  })

  test('other encodings and byte order marks are not let past', async () => {
    const utf16 = new Uint8Array(Buffer.from(chat('cloud/gpt-4o-mini', 'x'), 'utf16le'))
    const response = await gateway.fetch(
      new Request('http://gateway/v1/chat/completions', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: utf16,
      }),
    )
    expect(response.status).toBeGreaterThanOrEqual(400)
    expect(await simulator.journal()).toHaveLength(0)
  })
})

describe('threat 8: a body that is too deep', () => {
  test('is refused, and others are served', async () => {
    const deep = `{"model":"cloud/gpt-4o-mini","messages":[{"role":"user","content":"x"}],"metadata":{"a":${'['.repeat(10_000)}${']'.repeat(10_000)}}}`
    const responses = await Promise.all([
      post('['.repeat(20_000)),
      post(deep),
      post(chat('cloud/gpt-4o-mini', 'hello')),
    ])
    expect(responses.map(({ status }) => status)).toEqual([400, 400, 200])
  })
})

describe('threat 10: keys of prototypes', () => {
  test('change nothing, in bodies, metadata and tool arguments', async () => {
    const body = `{"model":"cloud/gpt-4o-mini","__proto__":{"polluted":1},"metadata":{"__proto__":"x"},"messages":[{"role":"user","content":"jane@x.example"},{"role":"assistant","tool_calls":[{"id":"1","type":"function","function":{"name":"f","arguments":"{\\"__proto__\\":{\\"polluted\\":1}}"}}]},{"role":"tool","tool_call_id":"1","content":"ok"}]}`
    await post(body)
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
    expect(Object.getPrototypeOf({})).toBe(Object.prototype)
  })
})

describe('threat 12: requests that are no chats', () => {
  const content = 'mail jane.doe@example.com'
  const others: readonly (readonly [string, object])[] = [
    ['/v1/embeddings', { model: 'cloud/text-embedding-3-small', input: [content] }],
    ['/v1/completions', { model: 'cloud/gpt-4o-mini', prompt: content }],
    ['/v1/responses/input_tokens', { model: 'cloud/gpt-4o-mini', input: content }],
    ['/v1/moderations', { model: 'cloud/omni-moderation-latest', input: content }],
    ['/v1/images/generations', { model: 'cloud/gpt-image-1', prompt: content }],
  ]
  test.each(others)('%s does not send what a rule hides', async (path, body) => {
    const response = await gateway.fetch(
      new Request(`http://gateway${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    )
    expect([path, response.status]).toEqual([path, 200])
    const entries = await simulator.journal()
    expect(JSON.stringify(entries)).not.toContain('jane.doe')
    expect(JSON.stringify(entries)).toContain('<EMAIL_1_')
  })
})

describe('threat 4: what a rule found', () => {
  test('stands in no answer, no log and no event', async () => {
    const response = await post(chat('cloud/gpt-4o-mini', 'my ssn is 536-90-4399'))
    expect(response.status).toBe(400)
    const text = await response.text()
    expect(text).toContain('content_blocked')
    expect(text).toContain('no-ssn')
    const events = await (
      await gateway.fetch(new Request('http://gateway/admin/v1/safety/events'))
    ).text()
    expect(events).toContain('"rule":"no-ssn"')
    for (const told of [text, events, ...logged]) expect(told).not.toContain('536-90-4399')
    expect(await simulator.journal()).toHaveLength(0)
  })

  test('can be tried by hand', async () => {
    const response = await gateway.fetch(
      new Request('http://gateway/admin/v1/safety/test', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ text: 'mail jane@x.example' }),
      }),
    )
    expect(await response.json()).toMatchObject({
      policy: 'own',
      action: 'pseudonymize',
      text: 'mail <EMAIL_1_cli0>',
    })
  })
})

describe('threat 12: surfaces that nobody scans', () => {
  const policy = compilePolicy(
    {
      mode: 'enforce',
      input: [{ id: 'no-secrets', detect: 'secrets', action: { type: 'flag' } }],
      output: [],
    },
    { detectors: defaultDetectors() },
  )
  const scanner = createScanner(policy)

  /** Every string that is no word of the wire becomes a key of its own, which could be an id. */
  function marked(value: JsonValue | undefined, marks: string[], key = ''): JsonValue | undefined {
    if (typeof value === 'string') {
      if (words.has(key) || (key === 'data' && value === 'AAAA')) return value
      marks.push(`sk_live_4eC39HqLyjWDarjtT1z${String(marks.length).padStart(5, '0')}`)
      return marks.at(-1)
    }
    if (Array.isArray(value))
      return (value as readonly JsonValue[]).map((item) => marked(item, marks, key) ?? null)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value as JsonObject).map(([name, item]) => [name, marked(item, marks, name)]),
    )
  }

  async function missed(dialect: Dialect, body: JsonObject): Promise<number> {
    const marks: string[] = []
    const canaries = marked(body, marks) as JsonObject
    const classify = (place: LeafPath, given: JsonObject) => dialect.classify?.(place, given)
    const { findings } = await scanner.scan({ body: canaries, classify })
    return marks.length - new Set(findings.map(({ path }) => path)).size
  }

  for (const [name, body] of Object.entries(bodies()))
    test(`there are none in ${name}, and there would be with one that only reads messages`, async () => {
      const dialect = dialects.find((each) => each.name === name)
      if (dialect === undefined) throw new TypeError(name)
      expect(await missed(dialect, body)).toBe(0)
      const lazy: Dialect = {
        ...dialect,
        classify: (place, given) => {
          const leaf = dialect.classify?.(place, given)
          return leaf?.kind === 'text' && leaf.role === 'user'
            ? leaf
            : { role: 'metadata', trust: 'user', editable: false, kind: 'meta', exempt: 'id' }
        },
      }
      expect(await missed(lazy, body)).toBeGreaterThan(0)
    })

  test('a dialect that explains nothing does not start', () => {
    expect(() => {
      selfTest(dialects.map((dialect, index) => (index === 0 ? blind(dialect) : dialect)))
    }).toThrow('cannot read')
  })
})

function blind(dialect: Dialect): Dialect {
  return Object.fromEntries(
    Object.entries(dialect).filter(([name]) => name !== 'classify'),
  ) as unknown as Dialect
}

const words = new Set(
  'type role id call_id tool_call_id tool_use_id model media_type mimeType signature encrypted_content thoughtSignature file_id status'.split(
    ' ',
  ),
)

function bodies(): Readonly<Record<string, JsonObject>> {
  const schema = {
    type: 'object',
    properties: { a: { type: 'string', description: 'x', enum: ['x'], default: 'x' } },
    required: ['a'],
  }
  return {
    'openai-chat': {
      model: 'm',
      user: 'x',
      metadata: { any: 'x' },
      stop: ['x'],
      prediction: { type: 'content', content: 'x' },
      response_format: {
        type: 'json_schema',
        json_schema: { name: 'x', description: 'x', schema },
      },
      tools: [{ type: 'function', function: { name: 'x', description: 'x', parameters: schema } }],
      newer: { field: ['x'] },
      messages: [
        { role: 'system', content: 'x', name: 'x' },
        { role: 'developer', content: [{ type: 'text', text: 'x' }] },
        {
          role: 'user',
          content: [
            { type: 'text', text: 'x' },
            { type: 'image_url', image_url: { url: 'x' } },
          ],
        },
        {
          role: 'assistant',
          content: 'x',
          refusal: 'x',
          reasoning_content: 'x',
          tool_calls: [{ id: '1', type: 'function', function: { name: 'x', arguments: 'x' } }],
        },
        { role: 'tool', tool_call_id: '1', content: 'x' },
      ],
    },
    'openai-responses': {
      model: 'm',
      instructions: 'x',
      user: 'x',
      metadata: { any: 'x' },
      tools: [{ type: 'function', name: 'x', description: 'x', parameters: schema }],
      input: [
        { role: 'user', content: [{ type: 'input_text', text: 'x' }] },
        { type: 'function_call', call_id: '1', name: 'x', arguments: 'x' },
        { type: 'function_call_output', call_id: '1', output: 'x' },
        { type: 'reasoning', id: 'r', summary: [{ type: 'summary_text', text: 'x' }] },
        { type: 'brand_new', anything: { goes: 'x' } },
      ],
    },
    'anthropic-messages': {
      model: 'm',
      system: [{ type: 'text', text: 'x' }],
      metadata: { user_id: 'x' },
      stop_sequences: ['x'],
      tools: [{ name: 'x', description: 'x', input_schema: schema }],
      messages: [
        {
          role: 'user',
          content: [
            { type: 'text', text: 'x' },
            {
              type: 'document',
              title: 'x',
              context: 'x',
              source: { type: 'text', media_type: 'text/plain', data: 'x' },
            },
          ],
        },
        {
          role: 'assistant',
          content: [
            { type: 'thinking', thinking: 'x', signature: 's' },
            { type: 'tool_use', id: '1', name: 'x', input: { deep: { er: 'x' } } },
          ],
        },
        {
          role: 'user',
          content: [
            { type: 'tool_result', tool_use_id: '1', content: [{ type: 'text', text: 'x' }] },
            {
              type: 'search_result',
              source: 'x',
              title: 'x',
              content: [{ type: 'text', text: 'x' }],
            },
          ],
        },
      ],
    },
    'google-generate': {
      systemInstruction: { parts: [{ text: 'x' }] },
      labels: { any: 'x' },
      tools: [{ functionDeclarations: [{ name: 'x', description: 'x', parameters: schema }] }],
      generationConfig: { stopSequences: ['x'] },
      contents: [
        {
          role: 'user',
          parts: [{ text: 'x' }, { inlineData: { mimeType: 'image/png', data: 'AAAA' } }],
        },
        { role: 'model', parts: [{ functionCall: { name: 'x', args: { a: 'x' } } }] },
        { role: 'user', parts: [{ functionResponse: { name: 'x', response: { a: 'x' } } }] },
      ],
    },
  }
}
