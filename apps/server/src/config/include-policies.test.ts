import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { loadConfig } from './load-config.ts'
import type { LoadedConfig } from './loaded-config.ts'
import { watchConfig } from './watch.ts'

let cwd: string
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'signalbox-policies-'))
})
afterEach(() => {
  rmSync(cwd, { recursive: true, force: true })
})

const head = `version: 1
providers: { openai: { adapter: openai, apiKey: '\${KEY}' } }
models: { support: { targets: [openai/gpt-4o-mini], policy: support } }
`

function write(name: string, text: string): string {
  writeFileSync(join(cwd, name), text)
  return join(cwd, name)
}

const load = (): Promise<LoadedConfig> =>
  loadConfig('signalbox.yaml', { KEY: 'k', USD: '0.05' }, { cwd })

async function refusal(): Promise<string> {
  return load().then(
    () => 'it was taken',
    (error: unknown) => String(error),
  )
}

test('all policies, or one of them, may stand in a file of their own', async () => {
  write('signalbox.yaml', `${head}policies: { file: ./policies.yaml }\n`)
  write(
    'policies.yaml',
    'support: { file: support.json }\nnight: { objective: { preset: cheap } }\n',
  )
  write('support.json', '{ "objective": { "preset": "fast" }, "ceilings": { "usd": "${USD}" } }')
  const { config, origin } = await load()
  expect(config.policies).toEqual({
    support: { objective: { preset: 'fast' }, ceilings: { usd: 0.05 } },
    night: { objective: { preset: 'cheap' } },
  })
  expect(origin.files).toEqual([join(cwd, 'policies.yaml'), join(cwd, 'support.json')])
  expect(origin.values.get('policies.night.objective.preset')).toBe('./policies.yaml:2:31')
})

test('a mistake points at its place in the file where it stands', async () => {
  write('signalbox.yaml', `${head}policies: { support: { file: ./support.yaml } }\n`)
  write(
    'support.yaml',
    'objective: { preset: cheap }\nrules:\n  - when: tokens >> 5\n    then: { deny: no }\n',
  )
  expect(await refusal()).toContain('./support.yaml:3:19  policies.support.rules.0.when')
  write('support.yaml', 'objektive: { preset: cheap }\n')
  expect(await refusal()).toContain('./support.yaml:1:1  policies.support.objektive')
  write('support.yaml', 'objective: [\n')
  expect(await refusal()).toContain('./support.yaml:2:1')
  rmSync(join(cwd, 'support.yaml'))
  expect(await refusal()).toContain(
    'signalbox.yaml:4:22  policies.support  the file ./support.yaml cannot be read (ENOENT)',
  )
})

test('a change of that file is in force within a second, a bad one changes nothing', async () => {
  const file = write('signalbox.yaml', `${head}policies: { file: ./policies.yaml }\n`)
  write('policies.yaml', 'support: { objective: { preset: cheap } }\n')
  const presets: (string | undefined)[] = []
  let refused = 0
  const watch = await watchConfig({
    file,
    files: (await load()).origin.files,
    load,
    onChange: ({ config }) => void presets.push(config.policies?.['support']?.objective?.preset),
    onRejected: () => void refused++,
    debounceMs: 40,
  })
  write('policies.yaml', 'support: { objective: { preset: dear } }\n')
  await vi.waitFor(() => expect(refused).toBe(1), 1000)
  write('policies.yaml', 'support: { objective: { preset: best } }\n')
  await vi.waitFor(() => expect(presets).toEqual(['best']), 1000)
  watch.close()
})
