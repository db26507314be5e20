import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { Command } from 'commander'
import { afterAll, describe, expect, test } from 'vitest'

import type { Terminal } from '../../cli/terminal.ts'
import { safetyCommands } from './commands.ts'

const folder = mkdtempSync(join(tmpdir(), 'safety-cli-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Ran {
  readonly code: number
  readonly out: readonly string[]
  readonly err: readonly string[]
}

async function run(args: string, input: string | Uint8Array): Promise<Ran> {
  const out: string[] = []
  const err: string[] = []
  let code = -1
  const terminal: Terminal = {
    env: {},
    cwd: folder,
    out: (line) => void out.push(line),
    err: (line) => void err.push(line),
    color: false,
    onSignal: () => () => undefined,
    exit: () => undefined,
  }
  async function* bytes(): AsyncIterable<Uint8Array> {
    const all = typeof input === 'string' ? new TextEncoder().encode(input) : input
    for (let at = 0; at < all.length; at += 7) {
      yield all.subarray(at, at + 7)
      await Promise.resolve()
    }
  }
  const program = new Command().exitOverride()
  const done = (result: number): void => {
    code = result
  }
  safetyCommands(program, terminal, done, bytes)
  await program.parseAsync(['safety', ...args.split(' ')], { from: 'user' })
  return { code, out, err }
}

const lines = (...records: readonly unknown[]): string =>
  records
    .map((record) => `${typeof record === 'string' ? record : JSON.stringify(record)}\n`)
    .join('')

describe('safety scan', () => {
  test('answers each line in the order of its keys, byte for byte', async () => {
    const { out, code } = await run(
      'scan --jsonl --detect pii --types EMAIL_ADDRESS --action redact',
      lines({ id: 'a', text: 'to jane@x.example', label: 'ignored' }, '', { text: 'nothing' }),
    )
    expect(out).toEqual([
      '{"id":"a","ok":true,"mode":"enforce","action":"redact","findings":[{"detector":"pii","type":"EMAIL_ADDRESS","path":"/text","start":3,"end":17,"score":1,"rule":"email","action":"redact"}],"scores":{},"require":[],"text":"to <EMAIL>"}',
      '{"id":3,"ok":true,"mode":"enforce","action":"none","findings":[],"scores":{},"require":[],"text":"nothing"}',
    ])
    expect(code).toBe(0)
  })

  test('takes CRLF, counts code points, reveals tokens, and gives null for what is blocked', async () => {
    const emoji = await run(
      'scan --jsonl --detect pii --types EMAIL --action pseudonymize --offsets codepoint --reveal',
      '{"text":"😀 jane@x.example"}\r\n',
    )
    expect(emoji.out[0]).toContain('"start":2,"end":16')
    expect(emoji.out[0]).toContain(
      '"text":"😀 <EMAIL_1_cli0>","map":{"<EMAIL_1_cli0>":"jane@x.example"}',
    )
    const blocked = await run(
      'scan --jsonl --detect pii --types EMAIL --action block --fail-on block',
      lines({ text: 'jane@x.example' }),
    )
    expect(blocked.out[0]).toContain('"action":"block"')
    expect(blocked.out[0]).toContain('"text":null}')
    expect(blocked.code).toBe(1)
  })

  test('goes on after a line that is wrong, and says where', async () => {
    let deep: unknown = 'x'
    for (let level = 0; level < 80; level++) deep = [deep]
    const { out, code } = await run(
      'scan --jsonl --max-line-bytes 400',
      lines(
        'nonsense',
        { id: 7 },
        { id: 'd', request: { deep }, dialect: 'openai.chat' },
        { id: 'l', text: 'x'.repeat(400) },
        {
          id: 'ok',
          text: 'fine',
        },
      ),
    )
    expect(
      out.map((line) => (JSON.parse(line) as { error?: { code: string } }).error?.code),
    ).toEqual(['invalid_json', 'invalid_record', 'too_deep', 'line_too_long', undefined])
    expect(out[1]).toBe(
      '{"id":7,"ok":false,"error":{"code":"invalid_record","message":"A record has exactly one of \\"text\\", \\"messages\\" and \\"request\\".","line":2}}',
    )
    expect(code).toBe(1)
  })

  test('reads bodies of any dialect and gives them back edited', async () => {
    const { out } = await run(
      'scan --jsonl --detect pii --types EMAIL --action redact',
      lines(
        { messages: [{ role: 'user', content: [{ type: 'text', text: 'a@x.example' }] }] },
        {
          dialect: 'google.generate',
          request: { contents: [{ role: 'user', parts: [{ text: 'a@x.example' }] }] },
        },
      ),
    )
    expect(out[0]).toContain('"path":"/messages/0/content/0/text"')
    expect(out[0]).toContain(
      '"messages":[{"role":"user","content":[{"type":"text","text":"<EMAIL>"}]}]',
    )
    expect(out[1]).toContain('"path":"/request/contents/0/parts/0/text"')
  })

  test('refuses options that cannot be followed before anything is written', async () => {
    for (const args of [
      'scan --jsonl --detect nobody',
      'scan --jsonl --preset none',
      'scan --jsonl --policy nowhere.yaml',
      'scan --jsonl --min-score 2',
      'scan --jsonl --fail-on sneeze',
      'scan --jsonl --offsets bytes',
    ]) {
      const { code, out, err } = await run(args, lines({ text: 'x' }))
      expect([code, out.length, err.length]).toEqual([2, 0, 1])
    }
  })

  test('takes a policy, or the section of a configuration and its choice for the line', async () => {
    const rule = '{ id: e, detect: pii, types: [EMAIL], action: { type: redact } }'
    writeFileSync(join(folder, 'policy.yaml'), `mode: enforce\ninput: [${rule}]\n`)
    writeFileSync(
      join(folder, 'config.yaml'),
      `version: 1\nsafety: { default: 'off', byKey: { acme/app: own }, policies: { own: { input: [${rule}] } } }\n`,
    )
    const text = 'jane@x.example'
    const single = await run('scan --jsonl --policy policy.yaml', lines({ text }))
    expect(single.out[0]).toContain('"text":"<EMAIL>"')
    const chosen = await run(
      'scan --jsonl --policy config.yaml',
      lines({ text }, { text, context: { tenant: 'acme', key: 'app' } }),
    )
    expect(chosen.out[0]).toContain(`"text":"${text}"`)
    expect(chosen.out[1]).toContain('"text":"<EMAIL>"')
  })
})

describe('safety stream', () => {
  test('answers each frame of text, and closes what is open at the end', async () => {
    const { out, code } = await run(
      'stream --verify',
      lines(
        { id: 's1', open: { map: { '<EMAIL_1_cli0>': 'jane@x.example' } } },
        { id: 's1', chunk: 'write to <EMA' },
        { id: 's1', bytes: 'SUxfMV9jbGkwPg==' },
        { id: 's1', chunk: ' now', end: true },
        { chunk: 'half \ud83d' },
        { chunk: '\ude00' },
      ),
    )
    expect(out).toEqual([
      '{"id":"s1","seq":0,"chunk":"write to ","pending":4}',
      '{"id":"s1","seq":1,"chunk":"","pending":14}',
      '{"id":"s1","seq":2,"chunk":"jane@x.example now","pending":0,"end":true,"action":"none","findings":[],"scores":{},"blocked":null,"stats":{"in":27,"out":27,"pendingMax":14,"pendingMean":6}}',
      '{"id":"0","seq":0,"chunk":"half ","pending":1}',
      '{"id":"0","seq":1,"chunk":"","pending":2}',
      '{"id":"0","seq":2,"chunk":"😀","pending":0,"end":true,"action":"none","findings":[],"scores":{},"blocked":null,"stats":{"in":7,"out":7,"pendingMax":2,"pendingMean":1}}',
    ])
    expect(code).toBe(0)
  })

  test('ends at a block, and ignores what comes after it', async () => {
    const { out } = await run(
      'stream --detect pii --types EMAIL --action block',
      lines(
        { id: 'b', chunk: 'mail jane@x.example ' },
        { id: 'b', chunk: 'more' },
        { id: 'b', abort: true },
        {
          id: 'b',
          chunk: 'fresh',
          end: true,
        },
      ),
    )
    expect(out[0]).toContain('"chunk":"","pending":0,"end":true,"action":"block"')
    expect(out[0]).toContain('"blocked":{"rule":"pii","code":"content_blocked"}')
    expect(out[1]).toBe('{"id":"b","seq":1,"ignored":true}')
    expect(out[2]).toContain('"seq":0,"chunk":"fresh"')
  })

  test('cuts the lines of scan itself, and finds no difference', async () => {
    const texts = [
      'mail jane@x.example and 4111 1111 1111 1111 ok',
      'Grüße 😀 to a@x.example',
      'sk_live_',
    ]
    for (const plan of ['1', '3', 'random:7:1-9', 'bytes:2']) {
      const { code, out, err } = await run(
        `stream --split ${plan} --verify --detect pii,secrets --action redact`,
        lines(...texts.map((text, id) => ({ id, text, direction: 'output' }))),
      )
      expect([code, err]).toEqual([0, []])
      const whole = out
        .map((line) => JSON.parse(line) as { id: number; chunk: string })
        .filter(({ id }) => id === 0)
        .map(({ chunk }) => chunk)
        .join('')
      expect(whole).toBe('mail <EMAIL> and <CARD> ok')
    }
  })

  test('says what is wrong with a frame and goes on', async () => {
    const { out, code } = await run(
      'stream',
      lines('{', { id: 'x' }, { id: 'x', chunk: 1 }, { id: 'x', chunk: 'a', end: true }),
    )
    expect(out.slice(0, 3).every((line) => line.includes('"error"'))).toBe(true)
    expect(out[3]).toContain('"chunk":"a"')
    expect(code).toBe(1)
  })

  test('reads a provider’s answer and gives it as the client gets it', async () => {
    const chunk = (content: string) =>
      `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm', choices: [{ index: 0, delta: { content }, finish_reason: null }] })}\n\n`
    const end =
      'data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n'
    const body = Buffer.from(`${chunk('see ![x](https://ev')}${chunk('il.example/?q=1) ok')}${end}`)
    const frames = [body.subarray(0, 50), body.subarray(50)].map((bytes) => ({
      id: 'w',
      bytes: bytes.toString('base64'),
    }))
    const { out } = await run('stream --wire openai.chat', lines(...frames, { id: 'w', end: true }))
    const text = out
      .map((line) =>
        Buffer.from((JSON.parse(line) as { bytes: string }).bytes, 'base64').toString(),
      )
      .join('')
    expect(text).not.toContain('evil')
    expect(text).toContain('(#blocked)')
    expect(text.endsWith('data: [DONE]\n\n')).toBe(true)
  })
})
