import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { simulate, type Simulator } from '@signalbox/simulator'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { runCommand } from '../cli/program.ts'
import { parseConfig } from '../config/parse-config.ts'
import { createGateway, type Gateway } from '../create-gateway.ts'
import { lastUserText } from './last-user-text.ts'

let cwd: string
let simulator: Simulator
let gateway: Gateway
let server: Server
let url: string

beforeAll(async () => {
  cwd = mkdtempSync(join(tmpdir(), 'signalbox-logged-'))
  simulator = await simulate({ port: 0, seed: 1 })
  const config = await parseConfig({
    version: 1,
    providers: {
      lab: { adapter: 'openai', apiKey: 'sk-lab', baseUrl: `${simulator.url}/openai/v1` },
    },
    catalog: {
      overrides: [
        { match: 'lab/sim-small', prices: { input: '30', output: '40' }, reason: 'test' },
        { match: 'lab/sim-large', prices: { input: '600', output: '800' }, reason: 'test' },
      ],
    },
    telemetry: { requests: { content: { days: 1 } } },
  })
  gateway = createGateway(config, { requests: { file: join(cwd, 'log.db'), print: false } })
  server = createServer(gateway.listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`
})
afterAll(async () => {
  server.closeAllConnections()
  await gateway.close()
  await simulator.close()
  rmSync(cwd, { recursive: true, force: true })
})

const post = (path: string, body: object, headers: Record<string, string> = {}) =>
  fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer any', ...headers },
    body: JSON.stringify(body),
  })

async function ask(id: string, model: string, prompt: string, more: object = {}): Promise<void> {
  const messages = [
    { role: 'system', content: 'Answer.' },
    { role: 'user', content: prompt },
  ]
  const answer = await post(
    '/v1/chat/completions',
    { model, messages, ...more },
    {
      'x-request-id': id,
    },
  )
  expect(answer.status).toBe(200)
  await answer.text()
}

async function grade(request_id: string, value: number | boolean, metric = 'score'): Promise<void> {
  expect((await post('/v1/feedback', { request_id, metric, value })).status).toBe(200)
}

async function router(...args: readonly string[]) {
  let out = ''
  let err = ''
  const code = await runCommand(['router', ...args], {
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
const label = (...args: readonly string[]) =>
  router('label', '--out', 'l.jsonl', '--url', url, ...args)

describe('labels of a running gateway', () => {
  test('say what is missing while nothing is graded', async () => {
    await ask('plain', 'lab/sim-small', 'nobody minds')
    const { code, err } = await label('--log')
    expect(code).toBe(1)
    expect(err).toContain('Nothing was graded as "score"')
    expect(err).toContain('POST /v1/feedback')
  })

  test.each([
    ['a time that is none', ['--log', 'yesterday'], 2, 'FROM..TO'],
    ['a bound that is none', ['--log', 'soon..'], 1, '"from" must be'],
    ['neither files nor a log', [], 2, '--from'],
  ])('%s is named', async (_, args, code, words) => {
    expect(await label(...args)).toMatchObject({ code, err: expect.stringContaining(words) })
  })

  test('a gateway that is not there is named', async () => {
    const { code, err } = await router(
      'label',
      '--out',
      'x',
      '--log',
      '--url',
      'http://127.0.0.1:9',
    )
    expect({ code, err }).toMatchObject({ code: 1, err: expect.stringContaining('127.0.0.1:9') })
  })

  test('come from what was asked, answered, paid and graded, and the gate judges a fit of them', async () => {
    const easy = ['lemon', 'apple', 'cherry', 'plum']
    const hard = ['tensor', 'manifold', 'lemma', 'kernel']
    for (let i = 0; i < 100; i++) {
      const words = i % 2 === 0 ? easy : hard
      const prompt = `item ${String(i)} ${String(words[i % 4])} ${String(words[(i * 7) % 4])}`
      const metadata = { task: i % 2 === 0 ? 'fruit' : 'maths', language: 'en' }
      for (const size of ['small', 'large']) {
        await ask(`${size}-${String(i)}`, `lab/sim-${size}`, prompt, { metadata })
        await grade(`${size}-${String(i)}`, size === 'large' || i % 2 === 0)
      }
    }
    await grade('plain', 7)
    const { code, out } = await label('--log', '--json')
    expect(code).toBe(0)
    expect(JSON.parse(out)).toEqual({
      scores: 200,
      prompts: 100,
      out: 'l.jsonl',
      graded: 201,
      left_out: { no_request: 0, no_content: 0, no_text: 0, no_score: 1 },
    })
    const [first] = readFileSync(join(cwd, 'l.jsonl'), 'utf8').split('\n')
    const read = JSON.parse(first ?? '') as { costs: Record<string, number> }
    expect(read).toMatchObject({
      prompt: 'item 0 lemon lemon',
      task: 'fruit',
      language: 'en',
      scores: { 'lab/sim-small': 1, 'lab/sim-large': 1 },
    })
    expect(read.costs['lab/sim-large']).toBeCloseTo((read.costs['lab/sim-small'] ?? 0) * 20, 12)
    expect((await router('fit', 'l.jsonl', '--out', 'm.srm')).code).toBe(0)
    const judged = await router('eval', 'l.jsonl', '--artifact', 'm.srm', '--json')
    expect(judged).toMatchObject({ code: 0, err: '' })
    expect(JSON.parse(judged.out)).toMatchObject({ n: 100, gate: { pass: true, labels: 100 } })
  }, 60_000)

  test('take another metric and a time, and a later grade of the same answer counts', async () => {
    const started = new Date().toISOString()
    await ask('again', 'lab/sim-small', 'twice graded')
    await grade('again', false, 'thumbs')
    await grade('again', true, 'thumbs')
    const { out } = await label('--log', `${started}..`, '--metric', 'thumbs')
    expect(out).toBe('1 scores, 1 prompts: l.jsonl\n')
    expect(readFileSync(join(cwd, 'l.jsonl'), 'utf8')).toContain('"lab/sim-small":1')
  })
})

test('the prompt is what the user said last; what was cut is none', () => {
  const turn = (role: string, content: string) => ({ role, parts: [{ type: 'text', content }] })
  const turns = [turn('user', 'one'), turn('assistant', 'two'), turn('user', 'three')]
  expect(lastUserText(JSON.stringify(turns))).toBe('three')
  expect(lastUserText(`${JSON.stringify(turns).slice(0, 30)}… (cut)`)).toBe('')
  expect(lastUserText('[]')).toBe('')
})
