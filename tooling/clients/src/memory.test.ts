import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

import { openai } from '@signalbox/adapters-openai'
import { openaiChat } from '@signalbox/adapters-openai/dialects'
import { GatewayError, pipeline, Secret, upstream, type Transport } from '@signalbox/core'
import { handler } from '@signalbox/core/web'
import { createResilience } from '@signalbox/resilience'
import { expect, test } from 'vitest'

setFlagsFromString('--expose_gc')
const collectGarbage = runInNewContext('gc') as () => void

const streams = 10_000
const head = ['content-type', 'text/event-stream']
const chunk = new TextEncoder().encode(
  `data: ${JSON.stringify({
    id: 'c',
    object: 'chat.completion.chunk',
    created: 1,
    model: 'm',
    choices: [{ index: 0, delta: { role: 'assistant', content: 'word' }, finish_reason: null }],
  })}\n\n`,
)

/** The first target breaks after its head, the second streams and never ends. */
const transport: Transport = {
  dispatch(request, to) {
    const breaks = request.origin.includes('first')
    queueMicrotask(() => {
      to.onHead(200, head)
      if (breaks) to.onEnd()
      else to.onData(chunk)
    })
    return {
      pause: () => undefined,
      resume: () => undefined,
      abort: (reason) => {
        to.onError(GatewayError.from(reason))
      },
    }
  },
}

test('10,000 streams through failover, dropped by their clients, leave the heap as it was', async () => {
  const resilience = createResilience({
    breaker: { consecutiveFailures: 1e9, failureRatio: 1 },
    retry: { perRequest: 2 },
  })
  const handle = handler({
    pipeline: pipeline(
      async (context, next) => {
        context.candidates = ['first', 'second'].map((id) => ({
          id,
          provider: 'openai',
          model: id,
          baseUrl: `http://${id}/v1`,
        }))
        await next()
      },
      resilience.middleware(),
      upstream({
        adapters: [openai()],
        transport,
        keys: { pick: () => ({ id: 'k', key: new Secret('s') }) },
        clocks: resilience.clocks,
        observe: resilience.observe,
      }),
    ),
    dialects: [openaiChat],
  })
  const body = JSON.stringify({
    model: 'm',
    stream: true,
    stream_options: { include_usage: true },
    messages: [{ role: 'user', content: 'Talk.' }],
  })
  const openOne = async () => {
    const response = await handle(
      new Request('http://x/v1/chat/completions', { method: 'POST', body }),
    )
    const reader = response.body?.getReader()
    await reader?.read()
    return reader
  }
  const round = async (count: number) => {
    const readers = await Promise.all(Array.from({ length: count }, openOne))
    const open = used()
    await Promise.all(readers.map((reader) => reader?.cancel() ?? Promise.resolve()))
    return open
  }
  await round(2000)
  const before = await settled()
  const open = await round(streams)
  const after = await settled()
  expect(open).toBeGreaterThan(before)
  expect(after / before).toBeLessThan(1.1)
  await resilience.close()
}, 120_000)

async function settled(): Promise<number> {
  for (let i = 0; i < 3; i++) {
    await new Promise((resolve) => setImmediate(resolve))
    collectGarbage()
  }
  return used()
}

function used(): number {
  return process.memoryUsage().heapUsed
}
