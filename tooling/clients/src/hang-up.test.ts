import { connect } from 'node:net'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { openStage, wires, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
  await stage.simulator.control({ 'sim-slow': { tokens: 200, interval: 5, ttft: 10 } })
})
afterAll(async () => {
  await stage[Symbol.asyncDispose]()
})

const clients = 2000
const atOnce = 100

/** Deterministic: the soak must find the same thing again. */
function phaseOf(index: number): number {
  return (index * 7919) % 60
}

test('2,000 clients that hang up at any moment leave no socket, no work and no crash', async () => {
  const crashes: unknown[] = []
  const note = (error: unknown) => crashes.push(error)
  process.on('uncaughtException', note)
  process.on('unhandledRejection', note)
  const url = new URL(stage.url)
  let next = 0
  const runner = async () => {
    for (let index = next++; index < clients; index = next++)
      await hangUp(Number(url.port), requestOf(index), phaseOf(index))
  }
  await Promise.all(Array.from({ length: atOnce }, runner))
  await eventually(async () => (await stage.openSockets()) === 0)
  await eventually(async () => {
    const entries = await stage.simulator.journal()
    return entries.every(
      ({ aborted, status, sentChunks }) => aborted || status === 0 || sentChunks > 0,
    )
  })
  const entries = await stage.simulator.journal()
  expect(entries.length).toBeGreaterThan(clients / 4)
  const work = async () =>
    (await stage.simulator.journal()).reduce((sum, { sentChunks }) => sum + sentChunks, 0)
  const before = await work()
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(await work()).toBe(before)
  process.off('uncaughtException', note)
  process.off('unhandledRejection', note)
  expect(crashes).toEqual([])
  const answer = await fetch(`${stage.url}/v1/chat/completions`, {
    method: 'POST',
    body: JSON.stringify({
      model: 'openai-chat/sim-plain',
      messages: [{ role: 'user', content: 'Still there?' }],
    }),
  })
  expect(answer.status).toBe(200)
}, 120_000)

/** Every surface and every provider wire, streamed and whole. */
function requestOf(index: number): string {
  const model = `${wires[index % wires.length] ?? ''}/sim-slow`
  const stream = index % 3 !== 0
  const messages = [{ role: 'user', content: 'Talk.' }]
  const kind = Math.floor(index / wires.length) % 4
  if (kind === 0) return post('/v1/chat/completions', { model, stream, messages })
  if (kind === 1) return post('/v1/responses', { model, stream, input: 'Talk.' })
  if (kind === 2) return post('/v1/messages', { model, stream, max_tokens: 300, messages })
  const action = stream ? 'streamGenerateContent?alt=sse' : 'generateContent'
  return post(`/v1beta/models/${model}:${action}`, {
    contents: [{ role: 'user', parts: [{ text: 'Talk.' }] }],
  })
}

function post(path: string, body: unknown): string {
  const text = JSON.stringify(body)
  return `POST ${path} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer k\r\nanthropic-version: 2023-06-01\r\ncontent-type: application/json\r\ncontent-length: ${String(text.length)}\r\n\r\n${text}`
}

/** Leaves after a while, or in the middle of its own request. */
function hangUp(port: number, request: string, phase: number): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(phase < 5 ? request.slice(0, request.length - phase * 10 - 1) : request)
      setTimeout(() => {
        if (phase % 2 === 0) socket.destroy()
        else socket.resetAndDestroy()
      }, phase)
    })
    socket.on('error', () => undefined)
    socket.on('close', () => {
      resolve()
    })
  })
}

async function eventually(check: () => Promise<boolean>): Promise<void> {
  const limit = performance.now() + 10_000
  while (!(await check())) {
    if (performance.now() > limit) throw new Error('it did not happen')
    await new Promise((resolve) => setImmediate(resolve))
  }
}
