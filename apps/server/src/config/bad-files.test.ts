import { describe, expect, test } from 'vitest'

import { checkConfig } from './check-config.ts'
import { toIssue } from './finding.ts'
import { readYaml } from './read-yaml.ts'

const env = { KEY: 'sk-from-environment', PORT_TEXT: 'eighty', EMPTY: '', HOST_NAME: 'h' }
const sources = {
  env,
  readFile: (path: string): string => {
    throw Object.assign(new Error(path), { code: 'ENOENT' })
  },
}
const noProviders = async () => ({
  config: { server: { host: '127.0.0.1', port: 1 }, providers: [], models: [] },
  origins: new Map<string, string>(),
})

async function problems(text: string, json = false): Promise<string[]> {
  const tree = readYaml(text, sources, { json })
  const { findings } = await checkConfig(tree, noProviders)
  return findings
    .map((finding) => toIssue(finding, tree, 'f'))
    .filter(({ severity }) => severity === 'error')
    .map(({ line, column, path, message }) => `${line}:${column} ${path} | ${message}`)
}

const v = 'version: 1\n'
const p = (fields: string): string => `${v}providers:\n  a: { ${fields} }\n`
const m = (targets: string): string =>
  `${p('adapter: vllm, baseUrl: "http://h:1/v1"')}models:\n  x: { targets: ${targets} }\n`

type Row = readonly [name: string, text: string, place: string, message: string]

const shape: readonly Row[] = [
  ['no version', 'server: {}\n', '1:1 version', 'write "version: 1"'],
  ['another version', 'version: 2\n', '1:10 version', 'the only version there is'],
  ['a version as text', 'version: "1"\n', '1:10 version', 'must be 1'],
  ['an unknown section', `${v}severs: {}\n`, '2:1 severs', 'did you mean "server"?'],
  ['an unknown section like none', `${v}zzzzzz: 1\n`, '2:1 zzzzzz', 'Unrecognized key: "zzzzzz"'],
  ['a list for the file', '- 1\n', '1:1 ', 'must be a group of fields, not a list'],
  ['text for the file', 'hello\n', '1:1 ', 'must be a group of fields, not text'],
  ['an empty section', `${v}server:\n`, '2:8 server', 'is empty'],
  ['a list for a section', `${v}server: []\n`, '2:9 server', 'not a list'],
  ['a port too big', `${v}server:\n  port: 99999\n`, '3:9 server.port', 'at most 65535'],
  ['a port too small', `${v}server: { port: -1 }\n`, '2:17 server.port', 'at least 0'],
  ['half a port', `${v}server: { port: 1.5 }\n`, '2:17 server.port', 'a whole number'],
  [
    'a port as text',
    `${v}server: { port: "80" }\n`,
    '2:17 server.port',
    'must be a number, not text',
  ],
  [
    'a reference that is no number',
    `${v}server: { port: "\${PORT_TEXT}" }\n`,
    '2:17 server.port',
    'not text',
  ],
  [
    'an adapter under a misspelt key',
    p('adaptr: openai, apiKey: x'),
    '3:3 providers.a.adapter',
    'is missing: one of openai, ',
  ],
  ['an empty host', `${v}server: { host: "" }\n`, '2:17 server.host', 'must not be empty'],
  [
    'a host as a number',
    `${v}server: { host: 1 }\n`,
    '2:17 server.host',
    'must be text, not a number',
  ],
  ['a store of nobody', `${v}store: mongo://h\n`, '2:8 store', 'must be "sqlite:'],
  ['a redis address', `${v}redis: http://h\n`, '2:8 redis', 'must be "redis://host:6379"'],
  [
    'a safety policy of nobody',
    `${v}safety: { default: standrad }\n`,
    '2:20 safety.default',
    'no policy is named "standrad" (did you mean "standard"?)',
  ],
  [
    'a rule that cannot stream',
    `${v}safety: { policies: { p: { output: [{ id: e, detect: pii, action: { type: route, require: [a] } }] } } }\n`,
    '2:67 safety.policies.p.output.0.action',
    'an answer cannot be routed any more',
  ],
  ['providers as a list', `${v}providers: [a]\n`, '2:12 providers', 'named entries, not a list'],
  ['no provider', `${v}providers: {}\n`, '2:1 providers', 'names no provider'],
  [
    'a provider without an adapter',
    p('apiKey: x'),
    '3:3 providers.a.adapter',
    'is missing: one of openai',
  ],
  [
    'an adapter nearly right',
    p('adapter: opnai, apiKey: x'),
    '3:17 providers.a.adapter',
    'did you mean "openai"?',
  ],
  ['an adapter as a number', p('adapter: 1'), '3:17 providers.a.adapter', 'must be one of'],
  [
    'a provider name with a slash',
    `${v}providers:\n  a/b: { adapter: ollama }\n`,
    '3:3 providers.a/b',
    'names are 1–64 letters',
  ],
  [
    'a key of a provider misspelt',
    p('adapter: openai, apikey: x'),
    '3:25 providers.a.apikey',
    'did you mean "apiKey"?',
  ],
  [
    'keys that are no list',
    p('adapter: openai, keys: x'),
    '3:31 providers.a.keys',
    'must be a list, not text',
  ],
  [
    'no keys in the list',
    p('adapter: openai, keys: []'),
    '3:31 providers.a.keys',
    'at least one entry',
  ],
  [
    'a key without an id',
    p('adapter: openai, keys: [ { value: x } ]'),
    '3:33 providers.a.keys.0.id',
    'is missing',
  ],
  [
    'a key without a value',
    p('adapter: openai, keys: [ { id: x } ]'),
    '3:33 providers.a.keys.0.value',
    'is missing',
  ],
  [
    'an empty key',
    p('adapter: openai, apiKey: ""'),
    '3:33 providers.a.apiKey',
    'must not be empty',
  ],
  [
    'a limit of nothing',
    p('adapter: openai, apiKey: x, limits: { rpm: 0 }'),
    '3:51 providers.a.limits.rpm',
    'at least 1',
  ],
  [
    'an unknown limit',
    p('adapter: openai, apiKey: x, limits: { rps: 1 }'),
    '3:46 providers.a.limits.rps',
    'did you mean "rpm"?',
  ],
  [
    'an unknown time-out',
    p('adapter: openai, apiKey: x, timeouts: { idelMs: 1 }'),
    '3:48 providers.a.timeouts.idelMs',
    'did you mean "idleMs"?',
  ],
  [
    'an unknown api',
    p('adapter: openai, apiKey: x, api: completions'),
    '3:41 providers.a.api',
    'must be one of auto, chat, responses',
  ],
  [
    'tags as text',
    p('adapter: ollama, tags: local'),
    '3:31 providers.a.tags',
    'must be a list, not text',
  ],
  ['a bad tag', p('adapter: ollama, tags: ["a b"]'), '3:32 providers.a.tags.0', 'names are'],
  [
    'a model without targets',
    `${v}models:\n  x: {}\n`,
    '3:3 models.x.targets',
    'is missing: it must be a list',
  ],
  ['no target', m('[]'), '5:17 models.x.targets', 'at least one entry'],
  ['a target as a number', m('[5]'), '5:18 models.x.targets.0', 'must be "provider/model" or'],
  [
    'a target object misspelt',
    m('[{ targt: a/b }]'),
    '5:20 models.x.targets.0.targt',
    'did you mean "target"?',
  ],
  [
    'a negative weight',
    m('[{ target: a/b, weight: -1 }]'),
    '5:41 models.x.targets.0.weight',
    'at least 0',
  ],
  [
    'a policy with an unknown key',
    `${v}policies:\n  p: { objective: { presets: cheap } }\n`,
    '3:21 policies.p.objective.presets',
    'did you mean "preset"?',
  ],
  [
    'an unknown preset',
    `${v}policies:\n  p: { objective: { preset: chep } }\n`,
    '3:29 policies.p.objective.preset',
    'did you mean "cheap"?',
  ],
]

const meaning: readonly Row[] = [
  [
    'a model under a policy that is not there',
    `${m('[a/b]').trimEnd().slice(0, -2)}, policy: chepa }\n`,
    '5:32 models.x.policy',
    'There is no policy "chepa" (did you mean "cheap"?)',
  ],
  [
    'a condition that is wrong in the middle',
    `${v}policies:\n  p:\n    rules:\n      - when: "tokens > 100 andd stream"\n        then: { deny: no }\n`,
    '5:29 policies.p.rules.0.when',
    'andd',
  ],
  [
    'a condition in a block of lines',
    `${v}policies:\n  p:\n    rules:\n      - when: |\n          tokens > 100\n          and colour == 'red'\n        then: { deny: no }\n`,
    '7:15 policies.p.rules.0.when',
    'colour',
  ],
  [
    'a policy that extends itself',
    `${v}policies:\n  p: { extends: q }\n  q: { extends: p }\n`,
    '3:17 policies.p.extends',
    'comes back',
  ],
  [
    'a policy that leaves a model without a target',
    `${p('adapter: vllm, baseUrl: "http://h:1/v1"')}policies:\n  none: { rules: [ { when: "tokens >= 0", then: { only: [z/*] } } ] }\nmodels:\n  x: { targets: [a/b], policy: none }\n`,
    '7:6 models.x',
    'No target is left',
  ],
  [
    'a price that is no decimal',
    `${v}catalog:\n  overrides: [ { match: a/b, prices: { input: "much" } } ]\n`,
    '3:25 catalog.overrides.0.match',
    'not a decimal',
  ],
  [
    'a target without a slash',
    m('[b]'),
    '5:18 models.x.targets.0',
    'must be written "provider/model"',
  ],
  [
    'a target without a model',
    m('["a/"]'),
    '5:18 models.x.targets.0',
    'must be written "provider/model"',
  ],
  [
    'an unknown provider',
    m('[zzz/b]'),
    '5:18 models.x.targets.0',
    'no provider is named "zzz" (there are: a)',
  ],
  [
    'a provider nearly right',
    `${v}providers:\n  claude: { adapter: ollama }\nmodels:\n  x: { targets: [cluade/y] }\n`,
    '5:18 models.x.targets.0',
    'did you mean "claude"?',
  ],
  ['a target twice', m('[a/b, a/b]'), '5:23 models.x.targets.1', 'twice'],
  [
    'weights of nothing',
    m('[{ target: a/b, weight: 0 }]'),
    '5:17 models.x.targets',
    'all weights are 0',
  ],
  ['no key', p('adapter: openai'), '3:3 providers.a.apiKey', 'write apiKey: "${OPENAI_API_KEY}"'],
  [
    'two kinds of keys',
    p('adapter: openai, apiKey: x, keys: [ { id: b, value: y } ]'),
    '3:36 providers.a.keys',
    'not both',
  ],
  [
    'a key id twice',
    p('adapter: openai, keys: [ { id: b, value: y }, { id: b, value: z } ]'),
    '3:60 providers.a.keys.1.id',
    'names two keys',
  ],
  [
    'a base URL that is none',
    p('adapter: ollama, baseUrl: localhost'),
    '3:34 providers.a.baseUrl',
    'is not a base URL',
  ],
  [
    'a base URL with a query',
    p('adapter: ollama, baseUrl: "http://h/?a=1"'),
    '3:34 providers.a.baseUrl',
    'is not a base URL',
  ],
  [
    'a base URL with a bad port',
    p('adapter: ollama, baseUrl: "http://h:99999"'),
    '3:34 providers.a.baseUrl',
    'is not a base URL',
  ],
  [
    'a base URL with a password',
    p('adapter: ollama, baseUrl: "http://u:secretword@h"'),
    '3:34 providers.a.baseUrl',
    'no user or password',
  ],
  [
    'a version at an origin',
    p('adapter: anthropic, apiKey: x, baseUrl: "https://h/v1"'),
    '3:48 providers.a.baseUrl',
    'must not end in a version',
  ],
  [
    'a beta version at an origin',
    p('adapter: google, apiKey: x, baseUrl: "https://h/v1beta"'),
    '3:45 providers.a.baseUrl',
    'must not end in a version',
  ],
  [
    'no address',
    p('adapter: vllm'),
    '3:3 providers.a.baseUrl',
    'is missing: the adapter vllm needs an address',
  ],
  [
    'a variable that is not set',
    p('adapter: openai, apiKey: "${NOPE}"'),
    '3:33 providers.a.apiKey',
    'environment variable NOPE is not set',
  ],
  [
    'the same without quotes',
    p('adapter: openai, apiKey: ${NOPE}'),
    '3:33 providers.a.apiKey',
    'environment variable NOPE is not set',
  ],
  [
    'a variable set to nothing',
    p('adapter: openai, apiKey: ${EMPTY}'),
    '3:33 providers.a.apiKey',
    'must not be empty',
  ],
  [
    'a file that is not there',
    p('adapter: openai, apiKey: ${file:/run/x}'),
    '3:33 providers.a.apiKey',
    'the file /run/x cannot be read (ENOENT)',
  ],
  [
    'a file without a path',
    p('adapter: openai, apiKey: "${file:}"'),
    '3:33 providers.a.apiKey',
    'needs a path',
  ],
  [
    'a reference that is none',
    p('adapter: openai, apiKey: "${A B}"'),
    '3:33 providers.a.apiKey',
    'not a reference',
  ],
  [
    'a reference without an end',
    p('adapter: openai, apiKey: "${KEY"'),
    '3:33 providers.a.apiKey',
    'without its "}"',
  ],
]

const syntax: readonly Row[] = [
  ['an empty file', '', '1:1 ', 'the file is empty'],
  ['only a comment', '# hello\n', '1:1 ', 'the file is empty'],
  ['a tab', `${v}\tserver: {}\n`, '2:1 ', 'cannot be indented with tabs'],
  ['a section twice', `${v}server: {}\nserver: {}\n`, '3:1 server', 'second key of this name'],
  [
    'a provider twice',
    `${v}providers:\n  a: { adapter: ollama }\n  a: { adapter: ollama }\n`,
    '4:3 providers.a',
    'second key of this name',
  ],
  ['an open brace', `${v}server: { port: 1\n`, '3:1 ', 'is not YAML'],
  ['an open quote', `${v}server: { host: "a }\n`, '3:1 ', 'is not YAML'],
  ['two documents', `${v}---\nversion: 1\n`, '2:1 ', 'a second document'],
  ['an unknown tag', `${v}server: !secret { port: 1 }\n`, '2:9 ', 'Unresolved tag'],
  ['an alias to nothing', `${v}server: { host: *a }\n`, '2:17 server.host', 'refers to no &a'],
  ['a prototype', `${v}__proto__: { a: 1 }\n`, '2:1 __proto__', 'not allowed as a key'],
  [
    'a prototype inside',
    `${v}providers:\n  __proto__: { adapter: openai }\n`,
    '3:3 providers.__proto__',
    'not allowed as a key',
  ],
  ['a list as a key', `${v}[a]: 1\n`, '2:1 ?', 'a key must be plain text'],
]

describe.each([
  ['shape', shape],
  ['meaning', meaning],
  ['syntax', syntax],
] as const)('a file that is wrong in %s', (_, rows) => {
  test.each(rows)('is refused with its place: %s', async (_name, text, place, message) => {
    const found = await problems(text)
    const isHere = (line: string): boolean =>
      line.startsWith(`${place} |`) && line.includes(message)
    // A filter would hide what was said instead.
    expect(found.some(isHere) ? [place, message] : found).toEqual([place, message])
    expect(found.filter(isHere)).toHaveLength(1)
  })
})

test('all mistakes are told in one run', async () => {
  const text = `${v}server: { port: 99999, hots: x }\nstore: x\nproviders:\n  a: { adapter: openia, apiKey: \${NOPE} }\n  b: { adapter: openai }\nmodels:\n  x: { targets: [nope/y, { target: b/y, weight: -1 }, z], polcy: c }\n`
  expect((await problems(text)).map((line) => line.split(' |')[0])).toEqual([
    '5:33 providers.a.apiKey',
    '2:17 server.port',
    '2:24 server.hots',
    '5:17 providers.a.adapter',
    '8:49 models.x.targets.1.weight',
    '8:59 models.x.polcy',
    '3:8 store',
    '6:3 providers.b.apiKey',
    '8:18 models.x.targets.0',
    '8:55 models.x.targets.2',
  ])
})

test('JSON is read strictly and with places', async () => {
  expect(await problems('{"version":1,}', true)).toEqual(['1:14  | is not JSON from here on'])
  expect(await problems('{"version":1', true)).toEqual(['1:13  | is not JSON from here on'])
  expect(await problems('version: 1', true)).toHaveLength(1)
  expect(
    await problems('{\n\t"version": 1,\n\t"server": {\n\t\t"port": "x"\n\t}\n}', true),
  ).toEqual(['4:11 server.port | must be a number, not text'])
})

describe('a file made to exhaust the reader', () => {
  test('is refused when it is over 1 MB', async () => {
    expect(await problems(`${v}# ${'x'.repeat(1_048_576)}\n`)).toEqual([
      '1:1  | is larger than 1 MB',
    ])
  })

  test('is refused when aliases multiply', async () => {
    const lines = Array.from({ length: 9 }, (_, i) => {
      const alias = i === 0 ? '"x"' : `*a${i - 1}`
      return `a${i}: &a${i} [${Array.from({ length: 9 }, () => alias).join(',')}]`
    })
    const found = await problems(`${v}${lines.join('\n')}\n`)
    expect(found.some((line) => line.includes('alias'))).toBe(true)
  })

  test('is refused when an anchor holds itself', async () => {
    const found = await problems(p('adapter: openai, apiKey: &k [*k]'))
    expect(found.some((line) => line.includes('expands to too much'))).toBe(true)
  })

  test('is refused when it nests too deeply', async () => {
    const found = await problems(`${v}x: ${'['.repeat(5000)}`)
    expect(found.length).toBeGreaterThan(0)
    expect(found.every((line) => line.length < 400)).toBe(true)
  })
})
