import { expect, test } from 'vitest'

import { checkConfig } from './check-config.ts'
import { toIssue } from './finding.ts'
import { readYaml } from './read-yaml.ts'

const file = (policy: string) => `version: 1
providers:
  lab: { adapter: openai-compatible, baseUrl: 'http://h:1/v1' }
  openai: { adapter: openai, baseUrl: 'http://h:2/v1' }
${policy}
`

async function issues(text: string) {
  const tree = readYaml(text, { env: {}, readFile: () => '' })
  const { findings } = await checkConfig(tree, async () => {
    throw new Error('the file has providers')
  })
  return findings.map((finding) => toIssue(finding, tree, 'f'))
}

test('a target that its policy never uses is told, with the way out', async () => {
  const models = 'models:\n  m: { targets: [openai/gpt-4o-mini, lab/own], policy: cheap }'
  const [warning, ...others] = await issues(file(models))
  expect(others).toEqual([])
  expect(warning).toMatchObject({
    severity: 'warning',
    line: 6,
    column: 38,
    path: 'models.m.targets.1',
  })
  expect(warning?.message).toContain('nobody knows what lab/own costs')
})

test.each([
  ['without a policy', 'models:\n  m: { targets: [openai/gpt-4o-mini, lab/own] }'],
  [
    'with a price of its own',
    'models:\n  m: { targets: [openai/gpt-4o-mini, lab/own], policy: cheap }\ncatalog:\n  overrides: [ { match: lab/own, prices: { input: "1", output: "2" } } ]',
  ],
  [
    'free',
    'models:\n  m: { targets: [openai/gpt-4o-mini, lab/own], policy: cheap }\ncatalog:\n  overrides: [ { match: lab/*, free: true } ]',
  ],
])('%s it is used', async (_, text) => {
  expect(await issues(file(text))).toEqual([])
})

test('a name whose policy would use no target at all is refused', async () => {
  const [error] = await issues(file('models:\n  m: { targets: [lab/own], policy: cheap }'))
  expect(error).toMatchObject({ severity: 'error', path: 'models.m', line: 6 })
  expect(error?.message).toContain('its price is unknown')
})

test('names with dots are found in the file', async () => {
  const models = 'models:\n  gpt-4.1: { targets: [ { target: openai/x, when: "tokens >" } ] }'
  const [error] = await issues(file(models))
  expect(error).toMatchObject({ path: 'models.gpt-4.1.targets.0.when', line: 6 })
})
