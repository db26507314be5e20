import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { openStage, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(async () => {
  await stage[Symbol.asyncDispose]()
})

interface Surface {
  readonly name: string
  readonly path: string
  readonly body: Readonly<Record<string, unknown>>
  /** Where the list of turns is. */
  readonly list: string
  readonly message: (body: Record<string, unknown>) => unknown
}

const openaiMessage = (body: Record<string, unknown>) =>
  (body['error'] as Record<string, unknown> | undefined)?.['message']
/** Anthropic's own limit is 32 MB, the others' here 25. */
const bigBytes = 33 * 1024 * 1024
// Made before any connection is open: it takes longer than an idle one lives.
const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024, 32))
const turns = [{ role: 'user', content: 'Hi' }]
const model = 'anthropic-messages/sim-plain'

const surfaces: readonly Surface[] = [
  {
    name: 'chat',
    path: '/v1/chat/completions',
    body: { model, messages: turns },
    list: 'messages',
    message: openaiMessage,
  },
  {
    name: 'responses',
    path: '/v1/responses',
    body: { model, input: 'Hi' },
    list: 'input',
    message: openaiMessage,
  },
  {
    name: 'messages',
    path: '/v1/messages',
    body: { model, max_tokens: 50, messages: turns },
    list: 'messages',
    message: (body) => (body['type'] === 'error' ? openaiMessage(body) : undefined),
  },
  {
    name: 'gemini',
    path: `/v1beta/models/${model}:generateContent`,
    body: { contents: [{ role: 'user', parts: [{ text: 'Hi' }] }] },
    list: 'contents',
    message: openaiMessage,
  },
]

const send = (path: string, body: BodyInit, headers: Record<string, string> = {}) =>
  fetch(stage.url + path, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', 'anthropic-version': '2023-06-01', ...headers },
  })

describe.each(surfaces)('$name', ({ path, body, list, message }) => {
  const text = JSON.stringify(body)

  /** A sentence in the caller's own envelope, with the gateway's code and the request's id. */
  async function expectRefusal(response: Response, status: number): Promise<string> {
    expect(response.status).toBe(status)
    const answer = (await response.json()) as Record<string, unknown>
    const said = message(answer)
    expect(said).toMatch(/\w+ \w+.*/)
    expect(JSON.stringify(answer)).toContain(response.headers.get('x-request-id'))
    return String(said)
  }

  test.each([
    ['cut JSON', text.slice(0, -1)],
    ['no JSON', 'hello'],
    ['nothing', ''],
    ['20 KB of [', '['.repeat(20_000)],
    ['a list', '[]'],
    ['null', 'null'],
    ['not UTF-8', new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])],
  ])('%s is a 400 that says so', async (_name, bad) => {
    await expectRefusal(await send(path, bad), 400)
  })

  test.each([7, 'text-where-turns-belong', { a: 1 }, [7], [[]], [null]])(
    'turns that are %j are a 400 that names the field',
    async (wrong) => {
      // A text is one turn here; Gemini's reads a single turn without its list.
      if (typeof wrong === 'string' && list === 'input') return
      if (!Array.isArray(wrong) && typeof wrong !== 'number' && list === 'contents') return
      const said = await expectRefusal(
        await send(path, JSON.stringify({ ...body, [list]: wrong })),
        400,
      )
      expect(said).toContain(list)
    },
  )

  test('duplicate keys, a byte order mark and lone surrogates are read as JSON reads them', async () => {
    const twice = `{"temperature":0.5,${text.slice(1)}`.replace(
      '"temperature":0.5',
      '"user":"a","user":"b"',
    )
    for (const odd of [`\uFEFF${text}`, text.replace('Hi', '\\ud800'), twice]) {
      const response = await send(path, odd)
      expect([200, 400]).toContain(response.status)
      if (response.status === 400) await expectRefusal(response, 400)
    }
  })

  test('__proto__ and constructor pollute nothing', async () => {
    const odd = `{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},${text.slice(1)}`
    const response = await send(path, odd)
    expect([200, 400]).toContain(response.status)
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })

  test('a body over the surface’s limit and a gzip bomb are a 413', async () => {
    await expectRefusal(await send(path, 'x'.repeat(bigBytes)), 413)
    await expectRefusal(await send(path, new Uint8Array(bomb), { 'content-encoding': 'gzip' }), 413)
  })

  test('a nest deeper than any stack is the caller’s fault', async () => {
    const deep = `{"deep":${'['.repeat(200_000)}${']'.repeat(200_000)},${text.slice(1)}`
    const response = await send(path, deep)
    expect([200, 400]).toContain(response.status)
    if (response.status === 400) await expectRefusal(response, 400)
  })

  test('10,000 turns are served', async () => {
    const turn = Array.isArray(body[list])
      ? (body[list] as unknown[])[0]
      : { role: 'user', content: 'Hi' }
    const many = Array.from({ length: 10_000 }, () => turn)
    expect((await send(path, JSON.stringify({ ...body, [list]: many }))).status).toBe(200)
  })

  test('a model that nobody knows is a 404, a wrong method a 405', async () => {
    const nowhere = path.includes('/models/')
      ? await send(path.replace(model, 'nowhere/none'), text)
      : await send(path, JSON.stringify({ ...body, model: 'nowhere/none' }))
    await expectRefusal(nowhere, 404)
    const wrong = await fetch(stage.url + path, { method: 'PUT', body: text })
    await expectRefusal(wrong, 405)
    expect(wrong.headers.get('allow')).toBe('POST')
  })

  test('header injection ends no header', async () => {
    const answer = await rawPost(
      path,
      text,
      'x-request-id: a\rset-cookie: b=c\r\nx-signalbox-tags: ok',
    )
    expect(answer.toLowerCase()).not.toContain('\r\nset-cookie')
  })

  test('bad hints are a 400 that names the header', async () => {
    const response = await send(path, text, { 'x-signalbox-timeout-ms': 'soon' })
    expect(await expectRefusal(response, 400)).toContain('x-signalbox-timeout-ms')
  })
})

test('other requests are untouched while bad ones come in', async () => {
  const bad = Array.from({ length: 50 }, (_, i) =>
    send('/v1/chat/completions', '{'.repeat(i * 1000)).then(({ status }) => status),
  )
  const good = Array.from({ length: 50 }, () =>
    send('/v1/chat/completions', JSON.stringify(surfaces[0]?.body)).then(({ status }) => status),
  )
  expect(new Set(await Promise.all(bad))).toEqual(new Set([400]))
  expect(new Set(await Promise.all(good))).toEqual(new Set([200]))
})

function rawPost(path: string, body: string, header: string): Promise<string> {
  const port = Number(new URL(stage.url).port)
  return new Promise((resolve) => {
    let seen = ''
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(
        `POST ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: application/json\r\n${header}\r\ncontent-length: ${String(Buffer.byteLength(body))}\r\n\r\n${body}`,
      )
    })
    socket.setEncoding('latin1').on('data', (text: string) => (seen += text))
    socket.on('error', () => undefined)
    socket.on('close', () => {
      resolve(seen)
    })
  })
}
