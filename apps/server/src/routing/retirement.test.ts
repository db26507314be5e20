import { simulate, type Simulator } from '@signalbox/simulator'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import { checkConfig } from '../config/check-config.ts'
import { toIssue } from '../config/finding.ts'
import { parseConfig } from '../config/parse-config.ts'
import { readYaml } from '../config/read-yaml.ts'
import { createGateway, type Gateway } from '../create-gateway.ts'

const day = 86_400_000
const end = Date.UTC(2031, 0, 1)
const prices = { input: '1', output: '2' }

let simulator: Simulator
let gateway: Gateway | undefined
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: end - day })
  simulator = await simulate({ port: 0, seed: 1 })
})
afterEach(async () => {
  vi.useRealTimers()
  await gateway?.close()
  await simulator.close()
})

async function open(onRetire: string | undefined, policy: object = {}): Promise<void> {
  const deprecation = { retires: '2031-01-01', successor: 'sim-new' }
  const config = await parseConfig({
    version: 1,
    providers: {
      lab: { adapter: 'openai', apiKey: 'k', baseUrl: `${simulator.url}/openai/v1` },
      far: { adapter: 'openai', apiKey: 'k', baseUrl: `${simulator.url}/openai/v1` },
    },
    catalog: {
      ...(onRetire === undefined ? {} : { onRetire }),
      overrides: [
        { match: 'lab/sim-old', prices, reason: 'test', deprecation },
        { match: 'lab/sim-new', prices, reason: 'test' },
        { match: 'far/sim-far', prices: { input: '50', output: '90' }, reason: 'test' },
      ],
    },
    models: { support: { targets: ['lab/sim-old', 'far/sim-far'], policy: 'own' } },
    policies: {
      own: { affinity: { mode: 'off' }, choice: { mode: 'argmin', explore: 0 }, ...policy },
    },
  })
  gateway = createGateway(config)
}

async function ask(model = 'support') {
  const messages = [{ role: 'user', content: 'Hi' }]
  const post = (path: string, body: object) =>
    gateway?.fetch(
      new Request(`http://gateway${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    )
  const answer = await post('/v1/chat/completions', { model, messages })
  expect(answer?.status).toBe(200)
  const header = (name: string) => answer?.headers.get(`x-signalbox-${name}`)
  const decision = (await (await post('/v1/route', { model, messages }))?.json()) as {
    ranked: { target: string }[]
    excluded: { target: string; sentence: string }[]
  }
  return {
    target: `${String(header('provider'))}/${String(header('model'))}`,
    warnings: header('warnings') ?? '',
    ranked: decision.ranked.map(({ target }) => target),
    sentences: decision.excluded.map(({ sentence }) => sentence),
  }
}

describe('a model that is past its end', () => {
  test('is replaced by its successor at that day while the gateway runs, and every answer says so', async () => {
    await open('successor')
    expect(await ask()).toMatchObject({
      target: 'lab/sim-old',
      ranked: ['lab/sim-old', 'far/sim-far'],
    })
    vi.setSystemTime(end)
    expect(await ask()).toEqual({
      target: 'lab/sim-new',
      warnings: 'deprecated lab/sim-old retired 2031-01-01; lab/sim-new answered',
      ranked: ['lab/sim-new', 'far/sim-far'],
      sentences: ['lab/sim-old is out: it is deprecated (lab/sim-new takes its place).'],
    })
  })

  test('is what whoever names it gets, with a warning', async () => {
    await open('successor')
    vi.setSystemTime(end)
    const { target, warnings } = await ask('lab/sim-old')
    expect(target).toBe('lab/sim-old')
    expect(warnings).toContain('use lab/sim-new')
  })

  test.each([undefined, 'warn'])(
    'with onRetire %s only leaves its place to others',
    async (rule) => {
      await open(rule)
      vi.setSystemTime(end)
      expect(await ask()).toMatchObject({
        target: 'far/sim-far',
        warnings: '',
        sentences: ['lab/sim-old is out: it is deprecated.'],
      })
    },
  )

  test('has no successor where a policy forbids that one', async () => {
    await open('successor', {
      floors: { quality: 0.9 },
      quality: { default: { 'lab/sim-new': 0.5, '*': 1 } },
    })
    vi.setSystemTime(end)
    expect(await ask()).toMatchObject({ target: 'far/sim-far', ranked: ['far/sim-far'] })
  })
})

test.each([
  ['  onRetire: replace', 'catalog.onRetire', 4],
  [
    '  overrides: [{ match: lab/a, deprecation: { retires: soon } }]',
    'catalog.overrides.0.match',
    4,
  ],
  [
    '  overrides: [{ match: lab/a, deprecation: { successor: lab/a } }]',
    'catalog.overrides.0.match',
    4,
  ],
])('%s is refused with its line', async (line, path, at) => {
  const text = `version: 1\nproviders: { lab: { adapter: openai, apiKey: k } }\ncatalog:\n${line}\n`
  const tree = readYaml(text, { env: {}, readFile: () => '' })
  const { findings } = await checkConfig(tree, () => Promise.reject(new Error('nothing is asked')))
  const issues = findings.map((finding) => toIssue(finding, tree, 'a.yaml'))
  expect(issues.filter(({ severity }) => severity === 'error')).toMatchObject([{ path, line: at }])
})
