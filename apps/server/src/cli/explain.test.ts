import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { runCommand } from './program.ts'

const root = fileURLToPath(new URL('../../../../', import.meta.url))

async function run(...args: readonly string[]) {
  const out: string[] = []
  const err: string[] = []
  const terminal = {
    env: {},
    cwd: root,
    out: (line: string) => void out.push(line),
    err: (line: string) => void err.push(line),
    color: false,
    onSignal: () => () => undefined,
    exit: () => undefined,
  }
  const start = () => Promise.reject(new Error('not started here'))
  const code = await runCommand(args, { terminal, start })
  return { code, out: out.join('\n'), err: err.join('\n') }
}

const support = ['explain', '-c', 'examples/support.yaml', '-m', 'support'] as const

interface Shown {
  readonly id: string
  readonly ranked: readonly { readonly target: string; readonly flags: readonly string[] }[]
}

describe('the shipped support policy over 40 prompts in 6 languages', () => {
  const file = 'examples/support-prompts.jsonl'
  const prompts = readFileSync(`${root}${file}`, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { id: string; note: string })

  test('the file has 36 simple questions and 4 that need care, in 6 languages', () => {
    expect(prompts).toHaveLength(40)
    expect(new Set(prompts.map(({ note }) => note.slice(0, 2))).size).toBe(6)
    expect(prompts.filter(({ note }) => note.endsWith('escalation'))).toHaveLength(4)
  })

  test('sends simple questions to the cheap side and escalations to the strong one, 90 to 10', async () => {
    const { code, out } = await run(...support, '-f', file, '--json')
    expect(code).toBe(0)
    const { decisions } = JSON.parse(out) as { decisions: readonly Shown[] }
    const firsts = new Map(decisions.map(({ id, ranked }) => [id, ranked[0]]))
    const strong = prompts.filter(({ id }) => firsts.get(id)?.target === 'claude/claude-sonnet-5')
    expect(strong.map(({ note }) => note)).toEqual([
      'en escalation',
      'de escalation',
      'zh escalation',
      'fr escalation',
    ])
    expect(strong.every(({ id }) => firsts.get(id)?.flags.includes('escalated'))).toBe(true)
  })

  test('shows them as a table with the shares below', async () => {
    const { out } = await run(...support, '-f', file)
    const lines = out.split('\n')
    expect(lines).toHaveLength(43)
    expect(lines[0]).toMatch(/^ID +NOTE +TARGET +USD +FLAGS +TEXT$/)
    expect(lines.at(-1)).toContain('claude/claude-sonnet-5 4 (10 %)')
  })
})

describe('signalbox explain', () => {
  test('shows candidates, terms and a sentence for each', async () => {
    const { code, out } = await run(...support, 'How do I reset my password?')
    expect(code).toBe(0)
    expect(out).toContain('"support" under policy "support" goes to openai/gpt-5-mini.')
    expect(out).toMatch(/TARGET +USD +FIRST TOKEN +QUALITY +COST +TIME +ERRORS +WORTH +SUM/)
    expect(out).toMatch(/claude\/claude-sonnet-5 is number 4: \$[\d.]+ worse than/)
    expect(out).toMatch(/policy support [0-9a-f]{16}, prices [0-9a-f]{16}/)
  })

  test('tries another policy', async () => {
    const { out } = await run(...support, '--policy', 'best', 'Hi')
    expect(out).toContain('under policy "best"')
    const unknown = await run(...support, '--policy', 'none', 'Hi')
    expect(unknown).toMatchObject({ code: 1, err: 'There is no policy "none".' })
    expect(await run(...support, '--policy', 'chep', 'Hi')).toMatchObject({
      code: 1,
      err: 'There is no policy "chep" (did you mean "cheap"?).',
    })
  })

  test.each([
    [['explain'], 2, 'give a text, or a file with -f'],
    [[...support, '-f', 'none.json'], 1, 'none.json cannot be read (ENOENT).'],
    [[...support, '-f', 'README.md'], 1, 'README.md:1  is not JSON'],
    [['explain', '-m', 'nobody/knows', 'Hi'], 1, 'Nothing serves the model "nobody/knows"'],
  ])('%o ends with %i', async (args, code, message) => {
    const result = await run(...args)
    expect(result.code).toBe(code)
    expect(result.err).toContain(message)
  })
})

describe('signalbox router diff', () => {
  const file = 'examples/support-prompts.jsonl'
  const diff = ['router', 'diff', file, '-c', 'examples/support.yaml', '-m', 'support'] as const

  test('names what would go elsewhere and what that costs', async () => {
    const { code, out } = await run(...diff, '--policy', 'strong', '--json')
    expect(code).toBe(0)
    const lines = out.split('\n').map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(lines).toHaveLength(37)
    expect(lines[0]).toMatchObject({
      id: 's01',
      from: 'openai/gpt-5-mini',
      to: 'claude/claude-sonnet-5',
      why: expect.stringMatching(/^quality 0\.90 for \$[\d.]+ more$/) as string,
    })
    expect(lines.at(-1)).toMatchObject({ summary: true, n: 40, changed: 0.9 })
  })

  test('finds nothing between a policy and itself', async () => {
    const { out } = await run(...diff, '--policy', 'support')
    expect(out).toMatch(/^0 of 40 go elsewhere; /)
  })
})

describe('signalbox router diff over a log', () => {
  let cwd: string
  beforeAll(() => {
    cwd = mkdtempSync(join(tmpdir(), 'signalbox-diff-'))
    const write = (name: string, lines: readonly object[]) => {
      writeFileSync(join(cwd, name), lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
    }
    writeFileSync(
      join(cwd, 'signalbox.yaml'),
      `version: 1
providers:
  one: { adapter: openai, apiKey: k, baseUrl: https://one.example/v1 }
  two: { adapter: openai, apiKey: k, baseUrl: https://two.example/v1 }
models: { m: { targets: [one/x, two/x], policy: cheap } }
policies: { hasty: { objective: { preset: fast }, choice: { mode: argmin } } }
catalog:
  overrides:
    - { match: one/x, prices: { input: "1", output: "4" } }
    - { match: two/x, prices: { input: "3", output: "12" } }
`,
    )
    const request = { kind: 'chat', model: 'm', inputTokens: 500 }
    const calm = {
      'one/x': { ttftMs: 500, pError: 0.005 },
      'two/x': { ttftMs: 400, pError: 0.005 },
    }
    const slow = { ...calm, 'one/x': { ttftMs: 3000, pError: 0.005 } }
    const usage = { output: { text: 100, reasoning: 0 } }
    write('log.jsonl', [
      { v: 1, id: 'calm', request, state: calm, usage },
      { v: 1, id: 'slow', request, state: slow, usage },
      { v: 1, id: 'gone', request, state: { ...slow, 'two/x': { circuit: 'open' } }, usage },
    ])
    const label = { v: 1, hash: '0123456789abcdef', prompt: 'p' }
    write('labels.jsonl', [
      { ...label, id: 'slow', scores: { 'one/x': 0.25, 'two/x': 0.75 }, costs: { 'two/x': 0.5 } },
    ])
    writeFileSync(join(cwd, 'wrong.jsonl'), '{"request":{"kind":"talk","model":"m"}}\n')
  })
  afterAll(() => {
    rmSync(cwd, { recursive: true, force: true })
  })
  const diff = (...args: readonly string[]) =>
    run('router', 'diff', join(cwd, 'log.jsonl'), '-c', join(cwd, 'signalbox.yaml'), ...args)
  const parsed = (out: string) =>
    out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)

  test('decides by what was known then', async () => {
    const { out } = await diff('--policy', 'hasty', '--json')
    const lines = parsed(out)
    expect(lines).toMatchObject([
      { id: 'slow', from: 'one/x', to: 'two/x' },
      { summary: true, n: 3, judged: 3 },
    ])
    expect(lines[0]?.['deltaUsd']).toBeCloseTo((1000 + 800) / 1e6, 9)
  })

  test('judges by labels where it is given some', async () => {
    const labels = join(cwd, 'labels.jsonl')
    const { out } = await diff('--policy', 'hasty', '--json', '--labels', labels)
    expect(parsed(out)).toMatchObject([
      { id: 'slow', deltaQuality: 0.5, why: expect.stringContaining('quality 0.75') as string },
      { summary: true, n: 3, judged: 1, quality: [0.25, 0.75] },
    ])
    const text = await diff('--policy', 'hasty', '--labels', labels)
    expect(text.out).toContain('quality of 1 with labels 0.25 -> 0.75')
  })

  test('names the line and field that is wrong', async () => {
    const wrong = join(cwd, 'wrong.jsonl')
    const result = await run(
      'router',
      'diff',
      wrong,
      '-c',
      join(cwd, 'signalbox.yaml'),
      '--policy',
      'fast',
    )
    expect(result).toMatchObject({ code: 1 })
    expect(result.err).toMatch(/^line-1: .*kind/)
  })
})

test('signalbox models --prices names the source of each price', async () => {
  const { out } = await run('models', '-c', 'examples/support.yaml', '--prices')
  expect(out).toMatch(/openai\/gpt-5-mini +0\.25 +2 +0\.025 +first_party +\S+ 20\d\d-\d\d-\d\d/)
  const { prices } = JSON.parse(
    (await run('models', '-c', 'examples/support.yaml', '--prices', '--json')).out,
  ) as { prices: { target: string; input: string }[] }
  expect(prices.find(({ target }) => target === 'claude/claude-haiku-4-5')?.input).toBe('1')
})
