import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { blocksOf, codeSpans } from './blocks.ts'
import { openDemoGateway, type DemoGateway } from './demo-gateway.ts'
import { documents, root } from './documents.ts'
import { kindsOf } from './kinds.ts'
import { importNames, manifestIn } from './manifests.ts'
import { runProcess } from './run-process.ts'
import { shellCommands } from './shell-commands.ts'
import { signalboxCommand } from './signalbox-command.ts'

const texts = documents()
const blocks = texts.flatMap(blocksOf)
const yamlBlocks = blocks.filter(({ language }) => language === 'yaml')
const hasCurl = spawnSync('curl', ['--version']).status === 0

/** Commands of the shell blocks, and those that the prose names between backticks; each once. */
const commands = [
  ...blocks
    .filter(({ language }) => language === 'sh')
    .flatMap(({ name, text }) => shellCommands(text).map((each) => ({ ...each, name }))),
  ...texts.flatMap((document) =>
    codeSpans(document)
      .filter((span) => /^(?:npm|npx|pnpm) \S/u.test(span))
      .flatMap((span) => shellCommands(span).map((each) => ({ ...each, name: document.path }))),
  ),
].filter(({ text }, index, all) => all.findIndex((each) => each.text === text) === index)
const known = { start: /^npm start\b/u, script: /^npm (?:test|run)\b/u, tool: /^npx /u }
const install = /^(?:npm install|pnpm add) /u
/** Of this repository itself: refused by npm, as CONTRIBUTING.md says. */
const bareInstall = /^npm install$/u
const named = (pattern: RegExp) => commands.filter(({ words }) => pattern.test(words.join(' ')))

/** Each its own, as keys of tenants must be. */
const variables = (text: string) =>
  Object.fromEntries(
    [...text.matchAll(/\$\{(\w+)\}/gu)].map(([, name]) => [name, `a-value-in-place-of-${name}`]),
  )

test('every command is of a kind that is checked here', () => {
  const checked = [...Object.values(known), install, bareInstall, /^curl /u]
  const others = commands.filter(
    ({ words }) => !checked.some((pattern) => pattern.test(words.join(' '))),
  )
  expect(others).toEqual([])
})

describe('npm start runs with these arguments', () => {
  for (const { name, text, words, env } of named(known.start))
    test(`${name}: ${text}`, async () => {
      const config = yamlBlocks[0]?.text ?? ''
      const [, , dashes = '--', ...rest] = words
      expect(dashes).toBe('--')
      const args = rest.map((word, index) => {
        if (rest[index - 1] === '--port') return '0'
        return word === 'FILE' ? 'signalbox.yaml' : word
      })
      const isConfigured = args.includes('signalbox.yaml')
      const { code, out, err } = await signalboxCommand(args, {
        env: { ...(isConfigured ? variables(config) : {}), ...env },
        files: isConfigured ? { 'signalbox.yaml': config } : {},
      })
      expect({ code, err, out }).toMatchObject({ code: 0, err: '' })
      expect(out).toMatch(/\w/u)
      for (const variable of Object.keys(env)) expect(out).toContain(variable)
    })
})

for (const { text, words } of named(known.script))
  test(`${text} is a script`, () => {
    const prefix = words.indexOf('--prefix')
    const { scripts = {} } = manifestIn(prefix === -1 ? '.' : (words[prefix + 1] ?? ''))
    expect(Object.keys(scripts)).toContain(words[1] === 'run' ? words[2] : words[1])
  })

for (const { text, words } of named(known.tool))
  test(`${text} runs a tool that is installed`, () => {
    const [, tool = ''] = words
    const isManager = /^pnpm@\d/u.test(tool)
    expect(isManager || existsSync(join(root, 'node_modules/.bin', tool))).toBe(true)
  })

for (const { text, words } of named(install))
  test(`${text} names packages that are there`, () => {
    const { devDependencies = {} } = manifestIn('.')
    const there = new Set([...importNames(), ...Object.keys(devDependencies)])
    const packages = words.slice(2).filter((word) => !word.startsWith('-'))
    expect(packages.filter((each) => !there.has(each))).toEqual([])
  })

describe('a configuration passes signalbox check', () => {
  for (const { name, text } of yamlBlocks)
    test(`${name} is accepted`, async () => {
      const { code, out, err } = await signalboxCommand(['check', 'signalbox.yaml'], {
        env: variables(text),
        files: { 'signalbox.yaml': text },
      })
      expect({ code, err, out }).toMatchObject({ code: 0, err: '' })
    })
})

describe('a request with curl', () => {
  let gateway: DemoGateway
  beforeAll(async () => {
    gateway = await openDemoGateway()
  })
  afterAll(() => gateway[Symbol.asyncDispose]())

  for (const [index, { name, language, text, document }] of blocks.entries()) {
    if (language !== 'sh' || !text.startsWith('curl ')) continue
    test.skipIf(!hasCurl)(
      `${name} gets the answer that is shown${hasCurl ? '' : ' (curl is missing)'}`,
      async () => {
        const shown = blocks[index + 1]
        expect(shown).toMatchObject({ language: 'json', document })
        const command = text.replaceAll('http://127.0.0.1:4400', gateway.url)
        const { code, out } = await runProcess('sh', ['-c', command], { cwd: root })
        expect(code).toBe(0)
        expect(kindsOf(JSON.parse(out))).toEqual(kindsOf(JSON.parse(shown?.text ?? '')))
        expect(out).toContain('[DEMO]')
      },
    )
  }
})

for (const { name, text } of blocks.filter(({ language }) => language === 'json'))
  test(`${name} is JSON`, () => {
    expect(() => JSON.parse(text) as unknown).not.toThrow()
  })
