import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { runCommand } from '../cli/program.ts'
import { loadConfig } from '../config/load-config.ts'

let cwd: string

beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'signalbox-learned-'))
  write('scores.jsonl', scores(240))
})
afterAll(() => {
  rmSync(cwd, { recursive: true, force: true })
})

function write(name: string, text: string): void {
  writeFileSync(join(cwd, name), text)
}

/** A small model that fails on hard words, a large one that never does. */
function scores(count: number): string {
  const easy = ['lemon', 'apple', 'cherry', 'plum']
  const hard = ['tensor', 'manifold', 'lemma', 'kernel']
  return Array.from({ length: count }, (_, i) => {
    const words = i % 2 === 0 ? easy : hard
    const prompt = `item ${String(i)} ${String(words[i % 4])} ${String(words[(i * 7) % 4])}`
    const line = {
      prompt,
      task: i % 2 === 0 ? 'fruit' : 'maths',
      scores: { 'lab/small': i % 2 === 0 ? 1 : 0, 'lab/large': 1 },
      costs: { 'lab/small': 0.001, 'lab/large': 0.02 },
    }
    return `${JSON.stringify(line)}\n`
  }).join('')
}

async function signalbox(...args: readonly string[]): Promise<{
  code: number
  out: string
  err: string
}> {
  let out = ''
  let err = ''
  const code = await runCommand(args, {
    terminal: {
      env: {},
      cwd,
      color: false,
      out: (line) => (out += `${line}\n`),
      err: (line) => (err += `${line}\n`),
      onSignal: () => () => undefined,
      exit: () => undefined,
    },
    start: () => Promise.reject(new Error('nothing is started here')),
  })
  return { code, out, err }
}

describe('signalbox router', () => {
  test('label, fit and eval lead from scores to a model that may be used', async () => {
    const labelled = await signalbox(
      'router',
      'label',
      '--from',
      'scores.jsonl',
      '--out',
      'l.jsonl',
    )
    expect(labelled).toMatchObject({ code: 0, out: '240 scores, 240 prompts: l.jsonl\n' })
    const fitted = await signalbox(
      'router',
      'fit',
      'l.jsonl',
      '--out',
      'm.srm',
      '--table',
      'q.yaml',
    )
    expect(fitted.code).toBe(0)
    expect(fitted.out).toContain('gate passed: a gain is proven')
    expect(readFileSync(join(cwd, 'q.yaml'), 'utf8')).toMatch(
      /maths:\n\s+lab\/large: 1\n\s+lab\/small: 0\.0/,
    )
    const evaluated = await signalbox('router', 'eval', 'l.jsonl', '--json')
    expect(evaluated.code).toBe(0)
    expect(JSON.parse(evaluated.out)).toMatchObject({
      v: 1,
      n: 240,
      best: 'lab/large',
      cheapest: 'lab/small',
      gate: { pass: true, labels: 240 },
      apgr: { pair: ['lab/small', 'lab/large'] },
    })
  }, 60_000)

  test('the same labels and seed give the same bytes', async () => {
    await signalbox('router', 'label', '--from', 'scores.jsonl', '--out', 's.jsonl')
    await signalbox('router', 'fit', 's.jsonl', '--out', 'a.srm')
    await signalbox('router', 'fit', 's.jsonl', '--out', 'b.srm')
    expect(readFileSync(join(cwd, 'a.srm')).equals(readFileSync(join(cwd, 'b.srm')))).toBe(true)
  }, 60_000)

  test('eval says no with 1 where nothing is gained', async () => {
    write(
      'same.jsonl',
      Array.from({ length: 120 }, (_, i) =>
        JSON.stringify({
          prompt: `prompt ${String(i)}`,
          scores: { 'lab/small': 1, 'lab/large': 1 },
          costs: { 'lab/small': 0.001, 'lab/large': 0.02 },
        }),
      ).join('\n'),
    )
    await signalbox('router', 'label', '--from', 'same.jsonl', '--out', 'same-l.jsonl')
    const { code, out } = await signalbox('router', 'eval', 'same-l.jsonl')
    expect(code).toBe(1)
    expect(out).toContain('gate refused')
  }, 60_000)

  test.each([
    ['a missing file', ['fit', 'none.jsonl', '--out', 'x'], 'none.jsonl cannot be read (ENOENT)'],
    ['a wrong line', ['label', '--from', 'bad.jsonl', '--out', 'x'], 'bad.jsonl:2  '],
    ['a file without labels', ['eval', 'empty.jsonl'], 'signalbox router label'],
    ['an unknown model', ['eval', 'one.jsonl', '--pair', 'a,b'], 'no label speaks of "a"'],
  ])('%s is named, with 2', async (_, args, words) => {
    write('bad.jsonl', '{"prompt":"x","scores":{"a":1}}\n{"prompt":"x","score":1}\n')
    write('empty.jsonl', '\n')
    write('one.jsonl', '{"v":1,"id":"1","hash":"0123456789abcdef","prompt":"x","scores":{"c":1}}\n')
    const { code, err } = await signalbox('router', ...args)
    expect(code).toBe(2)
    expect(err).toContain(words)
  })
})

describe('a policy with an artifact', () => {
  const yaml = (artifact: string) =>
    `version: 1\nproviders:\n  lab: { adapter: openai-compatible, baseUrl: "http://127.0.0.1:9/v1" }\nmodels:\n  m: { targets: [lab/small, lab/large], policy: p }\npolicies:\n  p: { prices: { unknown: allow }, learned: { enabled: true, artifact: ${artifact} } }\n`

  test('is loaded beside the file that names it', async () => {
    await signalbox('router', 'label', '--from', 'scores.jsonl', '--out', 'l.jsonl')
    await signalbox('router', 'fit', 'l.jsonl', '--out', 'good.srm')
    write('with.yaml', yaml('good.srm'))
    const { config, warnings } = await loadConfig('with.yaml', {}, { cwd })
    expect(warnings).toEqual([])
    expect(config.learned?.['good.srm']).toMatchObject({ proven: true, labels: 240 })
  }, 60_000)

  test.each([
    ['missing.srm', 'ENOENT'],
    ['broken.srm', 'not a router model'],
  ])('%s leaves the tables in force and says so', async (file, words) => {
    write('broken.srm', 'nonsense')
    write('without.yaml', yaml(file))
    const { config, warnings } = await loadConfig('without.yaml', {}, { cwd })
    expect(config.learned).toEqual({})
    expect(warnings).toMatchObject([{ path: 'policies.p.learned.artifact' }])
    expect(warnings[0]?.message).toContain(words)
  })
})
