/* Many requests through a whole gateway: `node src/telemetry-soak.ts [requests]`. Nothing may grow or get lost. */
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { Transport } from '@signalbox/core'
import { createGateway, parseConfig } from '@signalbox/server'

const requests = Number(process.argv[2] ?? 200_000)
const folder = mkdtempSync(join(tmpdir(), 'telemetry-soak-'))
const file = join(folder, 'requests.db')
const answer = Buffer.from(
  JSON.stringify({
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1,
    model: 'gpt-4o-mini',
    choices: [{ index: 0, message: { role: 'assistant', content: 'Hi.' }, finish_reason: 'stop' }],
    usage: { prompt_tokens: 10, completion_tokens: 3, total_tokens: 13 },
  }),
)

/** A provider without a network. */
const transport: Transport = {
  dispatch(_request, handler) {
    setImmediate(() => {
      handler.onHead(200, ['content-type', 'application/json', 'x-request-id', 'req_soak'])
      handler.onData(answer)
      handler.onEnd()
    })
    return { pause: () => undefined, resume: () => undefined, abort: () => undefined }
  },
}

const config = await parseConfig({
  version: 1,
  providers: { acme: { adapter: 'openai', apiKey: 'sk-soak' } },
  telemetry: { requests: { file } },
})
const gateway = createGateway(config, { transport })
const read = async (path: string) =>
  (await gateway.fetch(new Request(`http://gateway${path}`))).text()
const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`
const series = async () =>
  (await read('/metrics')).split('\n').filter((line) => line !== '' && !line.startsWith('#')).length

let sent = 0
let failed = 0
async function client(): Promise<void> {
  while (sent < requests) {
    const i = sent++
    const response = await gateway.fetch(
      new Request('http://gateway/v1/chat/completions', {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer k${String(i % 50)}` },
        body: JSON.stringify({
          model: 'acme/gpt-4o-mini',
          messages: [{ role: 'user', content: 'Hi' }],
        }),
      }),
    )
    await response.text()
    if (response.status !== 200) failed++
    if (i % Math.ceil(requests / 10) === 0) await report(i)
  }
}

async function report(i: number): Promise<void> {
  globalThis.gc?.()
  const { heapUsed, rss } = process.memoryUsage()
  console.log(
    `${String(i).padStart(8)} requests  heap ${megabytes(heapUsed)}  rss ${megabytes(rss)}  series ${String(await series())}`,
  )
}

const startedAt = performance.now()
await Promise.all(Array.from({ length: 32 }, client))
const seconds = (performance.now() - startedAt) / 1000
await report(requests)
const usage = JSON.parse(await read('/admin/v1/usage')) as {
  totals: { requests: number; input_tokens: number }
}
const dropped =
  /signalbox_telemetry_dropped_total\{[^}]*\} (\d+)/.exec(await read('/metrics'))?.[1] ?? '0'
await gateway.close()
console.log(
  `${String(requests)} requests in ${seconds.toFixed(0)} s, ${String(failed)} failed; written down ${String(usage.totals.requests)}, dropped ${dropped}, file ${megabytes(statSync(file).size)}`,
)
rmSync(folder, { recursive: true, force: true })
if (failed > 0 || usage.totals.requests !== requests || usage.totals.input_tokens !== 10 * requests)
  throw new Error('Not everything that was asked was answered and written down.')
