import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace'
import { expect, test } from 'vitest'

import { spanLoss } from './span-loss.ts'
import { lossWatch } from './start-otlp.ts'
import { watchedExporter } from './watched-exporter.ts'

test('spans that a full queue let go are counted, as many as the SDK lost', async () => {
  const loss = spanLoss(10)
  let received = 0
  const exporter = watchedExporter(
    {
      export(batch: readonly unknown[], done: (result: { code: number }) => void) {
        received += batch.length
        setTimeout(done, 20, { code: 0 })
      },
      shutdown: () => Promise.resolve(),
    },
    { taken: (batch) => loss.taken(batch.length), ended: () => undefined },
  )
  const queue = { maxQueueSize: 10, maxExportBatchSize: 5, scheduledDelayMillis: 5 }
  const provider = new TracerProvider({
    spanProcessors: [new BatchSpanProcessor({ exporter, ...queue }), lossWatch(loss)],
  })
  const tracer = provider.getTracer('test')
  let lost = 0
  for (let i = 0; i < 60; i++) {
    tracer.startSpan('x').end()
    if (i % 20 === 19) await new Promise((resolve) => setTimeout(resolve, 60))
    lost += loss.more()
  }
  await provider.shutdown()
  expect(lost).toBeGreaterThan(0)
  expect(received + lost).toBe(60)
  expect(loss.more()).toBe(0)
})
